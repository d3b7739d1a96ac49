"""Which settings hold: a server's as soon as its host names are given, else those of a laptop."""

from __future__ import annotations

import os

DEVELOPMENT = "museminder.config.settings.development"
PRODUCTION = "museminder.config.settings.production"


def choose_settings() -> None:
    """Name the settings for Django, unless somebody has: whoever gives host names serves real families.

    A server that forgot to say so would send its letters into a laptop's mailbox and its payments to the stand-in.
    """
    os.environ.setdefault(
        "DJANGO_SETTINGS_MODULE", PRODUCTION if os.environ.get("MUSEMINDER_HOSTS") else DEVELOPMENT
    )
