"""A server: nothing is assumed, everything unsafe is refused."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured

from museminder.config.settings.base import *

# Who serves the public site alone is told where its own database is, and where no other.
_STUDIOS_S = () if SERVED_SITES == ("commercial",) else ("DATABASE_URL", "VAULT_DATABASE_URL")
for _name in (*_STUDIOS_S, "PUBLIC_DATABASE_URL", "MUSEMINDER_SECRET_KEY", "MUSEMINDER_HOSTS"):
    if not os.environ.get(_name):
        raise ImproperlyConfigured(f"{_name} is needed in production")
# commercial,studio,member,operator: the four host names, in this order.
_HOSTS = dict(
    zip(
        os.environ["MUSEMINDER_HOSTS"].split(","),
        ("commercial", "studio", "member", "operator"),
        strict=True,
    )
)
HOST_SITES = served_alone(_HOSTS)
SITE_HOSTS = {site: host for host, site in _HOSTS.items()}
ALLOWED_HOSTS = list(HOST_SITES)
