"""The faces: command line and web chat over the public functions of ``youju``."""
