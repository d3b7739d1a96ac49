"""Tests: the same as a laptop, with a cheaper password hash."""

from __future__ import annotations

import os
from pathlib import Path

# Before the base reads it: tests never touch the database of whoever runs them.
os.environ.setdefault("MUSEMINDER_HOME", str(Path(__file__).resolve().parents[3] / "var" / "test"))

from museminder.config.settings.development import *

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
# Tests count what pages ask the database; those of the announcement itself switch it on.
ANNOUNCEMENTS_READ_EVERY = None
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
VAULT_PATIENCE = 20  # a machine that runs three tests at a time is late without being broken
