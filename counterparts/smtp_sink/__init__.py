"""A mail server that delivers nothing: every mail becomes a file, and a list can be asked for."""
