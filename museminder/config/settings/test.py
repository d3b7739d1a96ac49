"""Tests: the same as a laptop, with a cheaper password hash."""

from __future__ import annotations

from museminder.config.settings.development import *

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
