"""How the reader that comes with the install is trained, measured and exported; see README.md."""
