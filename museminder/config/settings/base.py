"""What every installation has in common."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from museminder.config.settings.identity import *
from museminder.config.settings.web import *
from museminder.foundation.embedded.clusters import PUBLIC, VAULT
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import handed_out, public_passwords, role_passwords, secret_key
from museminder.foundation.embedded.servers import PUBLIC_DATABASE, VAULT_DATABASE, server_of

PROJECT = Path(__file__).resolve().parents[3]
MUSEMINDER_HOME = Path(os.environ.get("MUSEMINDER_HOME") or PROJECT / "var").resolve()
PORT = int(os.environ.get("MUSEMINDER_PORT", "8443"))

SECRET_KEY = os.environ.get("MUSEMINDER_SECRET_KEY") or secret_key(MUSEMINDER_HOME)
DEBUG = False
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "procrastinate.contrib.django",
    "museminder.foundation.tenancy",
    "museminder.foundation.audit",
    "museminder.foundation.published",
    "museminder.foundation.outside",
    "museminder.foundation.vault",
    "museminder.foundation.identity",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "museminder.domain.people",
    "museminder.domain.privacy",
    "museminder.domain.oversight",
    "museminder.domain.consents",
    "museminder.domain.courses",
    "museminder.domain.billing",
    "museminder.domain.enrollment",
    "museminder.domain.attendance",
    "museminder.domain.switching",
    "museminder.domain.leaving",
    "museminder.web",
    "museminder.sites.commercial",
    "museminder.sites.studio",
    "museminder.sites.member",
    "museminder.sites.operator",
]
MIDDLEWARE = [
    "museminder.config.health.Health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "museminder.web.telling.Telling",
    "museminder.config.hosts.Hosts",
    "museminder.config.announcing.Announcements",
    "museminder.foundation.identity.middleware.SiteSessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "museminder.foundation.identity.middleware.PlaceMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "museminder.web.silent_database.DatabaseSilence",
    "museminder.web.errors.VaultSilence",
    "museminder.web.errors.PublicSilence",
]
# One line of JSON each, on the standard error stream; what may stand in it is decided in primitives/telling.py.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "museminder.primitives.telling.Lines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "museminder": {"level": os.environ.get("MUSEMINDER_LOG_LEVEL", "INFO").upper()},
        # Django's own handlers would write addresses, and send mail with the contents of forms.
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},  # every answer has its line already
        "django.server": {"handlers": [], "propagate": True},
    },
}
ROOT_URLCONF = "museminder.config.urls.commercial"
WSGI_APPLICATION = "museminder.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True


def _server() -> dict[str, Any]:
    """Where PostgreSQL is: the server of DATABASE_URL, else the embedded one's private socket."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return {
            "HOST": str(Embedded(MUSEMINDER_HOME).socket_directory),
            "NAME": os.environ.get("MUSEMINDER_DATABASE", "museminder"),
        }
    parts = urlsplit(url)
    return {
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or 5432),
        "NAME": os.environ.get("MUSEMINDER_DATABASE") or unquote(parts.path.lstrip("/")) or "museminder",
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


_SITES = ("studio", "member", "operator", "commercial")
_IN_STUDIOS = ("studio", "member", "operator")  # the public site has nothing to do in the studios' database
# `museminder serve` says which sites a process serves: it is given their roles' passwords, and no others.
SERVED_SITES = tuple(filter(None, os.environ.get("MUSEMINDER_SERVES", "").split(",")))
_PASSWORDS = handed_out(MUSEMINDER_HOME, SERVED_SITES) if SERVED_SITES else role_passwords(MUSEMINDER_HOME)


def served_alone(hosts: dict[str, str]) -> dict[str, str]:
    """The hosts of the sites that this process serves, of all that there are."""
    return {host: site for host, site in hosts.items() if site in (SERVED_SITES or _SITES)}


_HOSTS = {
    "localhost": "commercial",
    "studio.localhost": "studio",
    "member.localhost": "member",
    "operator.localhost": "operator",
}
HOST_SITES = served_alone(_HOSTS)
SITE_HOSTS = {site: host for host, site in _HOSTS.items()}  # also of those that other processes serve
ALLOWED_HOSTS = list(HOST_SITES)


def _database(role: str, *, pooled: bool = True) -> dict[str, Any]:
    server = _server()
    options = server.pop("OPTIONS", {}) | {"server_side_binding": pooled}
    if pooled:
        options["pool"] = {"min_size": 0, "max_size": 4, "timeout": 10}
    return {
        "ENGINE": "museminder.foundation.tenancy.pg",
        "USER": role,
        "PASSWORD": _PASSWORDS[role],
        "OPTIONS": options,
        **server,
    }


_SERVED = [site for site in SERVED_SITES or _SITES if site in _IN_STUDIOS]
# One login and one alias for each site. Allauth opens plain atomic(), so its role has the alias ``default``. A process
# that serves the public site alone has no alias at all.
DATABASES = {
    site: _database(site) for site in (_SERVED if SERVED_SITES else ["worker", "queue", "demand", *_SERVED])
}
if _SERVED:
    DATABASES["default"] = _database("accounts")
if not SERVED_SITES:
    # Migrations speak DDL, which cannot be bound on the server's side.
    DATABASES["owner"] = _database("owner", pooled=False)
# Another server, or at least another cluster: what opens sealed values is never copied along with them. No alias:
# a transaction of Django's must never hold the access log (museminder.foundation.vault.connecting).
VAULT_SERVER = server_of(os.environ.get("VAULT_DATABASE_URL")) or {
    "host": str(Embedded(MUSEMINDER_HOME, VAULT).socket_directory),
    "dbname": VAULT_DATABASE,
}
# What anyone may read, and the letters that anyone may write, are on a third; no alias either
# (museminder.foundation.published.connecting).
PUBLIC_SERVER = server_of(os.environ.get("PUBLIC_DATABASE_URL"), PUBLIC_DATABASE) or {
    "host": str(Embedded(MUSEMINDER_HOME, PUBLIC).socket_directory),
    "dbname": PUBLIC_DATABASE,
}
PUBLIC_PASSWORDS = (
    {role: word for role, word in _PASSWORDS.items() if role.startswith("public_")}
    if SERVED_SITES
    else public_passwords(MUSEMINDER_HOME)
)
# The price list of this installation; ours (foundation/published/prices.yaml) where none is named.
MUSEMINDER_PRICES = os.environ.get("MUSEMINDER_PRICES") or None
# Seconds to sign in to the vault, and thrice that for an answer: whoever waits for a page should soon hear that it
# cannot be shown.
VAULT_PATIENCE = 3
# How long copies of the vault are kept, in days: that long after its week an epoch key can still open one.
VAULT_BACKUP_DAYS = int(os.environ.get("MUSEMINDER_VAULT_BACKUP_DAYS", "14"))
DATABASE_ROUTERS = ["museminder.foundation.tenancy.router.SiteRouter"]

PROCRASTINATE_DATABASE_ALIAS = "queue"
PROCRASTINATE_IMPORT_PATHS = [
    "museminder.domain.people.tasks",
    "museminder.domain.privacy.tasks",
    "museminder.domain.oversight.tasks",
    "museminder.domain.consents.tasks",
    "museminder.domain.billing.tasks",
    "museminder.domain.switching.tasks",
    "museminder.domain.leaving.tasks",
]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000
SECURE_SSL_REDIRECT = False
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_MAX_MEMORY_SIZE = 33_554_432
# Uploads are masked in memory and never written to a temporary file; a larger request is read past and refused.
FILE_UPLOAD_HANDLERS = ["museminder.web.uploads.InMemoryOnly"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
MESSAGE_STORAGE = "museminder.web.toasts.ToastStorage"
ANNOUNCEMENTS_READ_EVERY: float | None = (
    10.0  # seconds until a page asks again what is announced; None: never
)
EMAIL_BACKEND = "museminder.foundation.outside.mail.EmailBackend"  # there is no other door for letters
EMAIL_TIMEOUT = 20
MUSEMINDER_EXTRA_CA: Path | None = None
MUSEMINDER_COUNTERPARTS: dict[str, str] = {}
PAYMENT_PAGES = ["https://checkout.stripe.com"]  # where a form may lead a family to pay
