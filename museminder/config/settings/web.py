"""How pages are made. Read by the base settings with ``from .web import *``."""

STATIC_URL = "/static/"
