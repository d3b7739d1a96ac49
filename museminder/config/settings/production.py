"""A server: nothing is assumed, everything unsafe is refused."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured

from museminder.config.settings.base import *

for _name in ("DATABASE_URL", "VAULT_DATABASE_URL", "MUSEMINDER_SECRET_KEY", "MUSEMINDER_HOSTS"):
    if not os.environ.get(_name):
        raise ImproperlyConfigured(f"{_name} is needed in production")
# commercial,studio,member,operator: the four host names, in this order.
HOST_SITES = served_alone(
    dict(
        zip(
            os.environ["MUSEMINDER_HOSTS"].split(","),
            ("commercial", "studio", "member", "operator"),
            strict=True,
        )
    )
)
ALLOWED_HOSTS = list(HOST_SITES)
