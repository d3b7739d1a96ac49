"""A server: nothing is assumed, everything unsafe is refused."""

from __future__ import annotations

import json
import os

from django.core.exceptions import ImproperlyConfigured

from museminder.config.mail import mail_server
from museminder.config.settings.base import *

# Who serves the public site alone is told where its own database is, and where no other.
_STUDIOS_S = () if SERVED_SITES == ("commercial",) else ("DATABASE_URL", "VAULT_DATABASE_URL")
_MAIL_S = _STUDIOS_S and ("MUSEMINDER_MAIL_URL", "MUSEMINDER_MAIL_FROM")
for _name in (*_STUDIOS_S, "PUBLIC_DATABASE_URL", "MUSEMINDER_SECRET_KEY", "MUSEMINDER_HOSTS", *_MAIL_S):
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
# Who the mail server and the other third parties are, and until when a contract holds: as ``registered`` reads it.
MUSEMINDER_THIRD_PARTIES = json.loads(os.environ.get("MUSEMINDER_THIRD_PARTIES") or "{}")
if _MAIL_S:
    _MAIL = mail_server(os.environ["MUSEMINDER_MAIL_URL"])
    EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.uses_tls, _MAIL.uses_ssl
    DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ["MUSEMINDER_MAIL_FROM"]
