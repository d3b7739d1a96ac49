"""The files of an export: how they are written and how they are read."""
