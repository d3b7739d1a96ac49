"""How the files of other studio systems, and our own template, are read. No database."""
