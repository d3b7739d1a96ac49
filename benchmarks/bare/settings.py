"""As little Django as serves a page over the same server, template engine and database."""

from __future__ import annotations

import os
from pathlib import Path

from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import role_passwords, secret_key

_HOME = Path(os.environ["MUSEMINDER_HOME"]).resolve()
SECRET_KEY = secret_key(_HOME)
DEBUG = False
ALLOWED_HOSTS = ["localhost"]
ROOT_URLCONF = "benchmarks.bare.page"
INSTALLED_APPS = ["benchmarks.bare"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
]
USE_TZ = True
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": str(Embedded(_HOME).socket_directory),
        "NAME": os.environ["MUSEMINDER_DATABASE"],
        "USER": "owner",
        "PASSWORD": role_passwords(_HOME)["owner"],
        "OPTIONS": {"server_side_binding": True, "pool": {"min_size": 0, "max_size": 4, "timeout": 10}},
    }
}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"trim_blocks": True, "lstrip_blocks": True},
    }
]
