"""The faces: command line and HTTP."""
