"""How pages are made. Read by the base settings with ``from .web import *``."""

from __future__ import annotations

from pathlib import Path

_MUSEMINDER = Path(__file__).resolve().parents[2]
_SITES = ("commercial", "studio", "member", "operator")
_CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "museminder.web.pages.page_context",
]

TEMPLATES = [
    {
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            _MUSEMINDER / "web" / "templates",
            *(_MUSEMINDER / "sites" / site / "templates" for site in _SITES),
            _MUSEMINDER / "foundation" / "identity" / "templates",
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "museminder.web.jinja.environment",
            "context_processors": _CONTEXT_PROCESSORS,
        },
    },
    # Only for the texts of allauth's letters (*.txt), which are Django templates.
    {
        "NAME": "letters",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_MUSEMINDER / "foundation" / "identity" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT_PROCESSORS},
    },
]
FORM_RENDERER = "django.forms.renderers.Jinja2"  # a field in a tenth of the time of Django's templates

# Built, hashed and compressed by `python -m museminder.web.assets`; there is nothing left to collect.
STATIC_URL = "/static/"
STATIC_ROOT = _MUSEMINDER.parent / "static-built"
STORAGES = {
    # Nothing is kept in files: a photograph is a sealed column.
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [_MUSEMINDER / "web" / "locale"]
LANGUAGE_COOKIE_NAME = "__Host-language"
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_PATH = "/"
