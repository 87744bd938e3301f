"""How the reader that comes with the install was trained, measured and exported."""
