"""Say whether this installation is set up safely."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import suppress

import django
import psycopg
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connections

from museminder.cli.chosen import PRODUCTION
from museminder.cli.database import waiting_migrations
from museminder.cli.verbs import Area, Report, argument
from museminder.foundation.published.connecting import PublicSilent
from museminder.foundation.published.reading import published_at
from museminder.foundation.vault.connecting import AUDITOR, vault_dsn
from museminder.foundation.vault.looking import look
from museminder.foundation.vault.provisioning import waiting_steps
from museminder.primitives import clock

AREA = Area("check")
# The first releases without the weaknesses published in November 2025 (CVE-2025-12817, CVE-2025-12818).
SAFE_SERVERS = {15: 150015, 16: 160011, 17: 170007, 18: 180001}
# What Django asks for and we answer in another way.
ANSWERED = {
    "security.W002": "frame-ancestors in the content security policy",
    "security.W005": "the other hosts under the same domain are not ours to bind",
    "security.W008": "the server speaks HTTPS only",
    "security.W021": "the same as W005",
}


@AREA.only(
    "Look for what is unsafe or unfinished; ends with 1 when something is.",
    argument(
        "--deploy",
        action="store_true",
        help="judge the settings of production, and refuse what is unsafe there",
    ),
)
def check(options: Namespace) -> Report:
    """Judge the settings, the database server and its tables."""
    if options.deploy:
        os.environ["DJANGO_SETTINGS_MODULE"] = PRODUCTION
    try:
        django.setup()
    except ImproperlyConfigured as missing:
        return _report([str(missing)])
    faults = [*_framework_s(deploy=options.deploy), *faults_of_sign_in()]
    faults += [*_of_server(), *_of_tables(), *_of_vault(), *_of_erasures(), *_of_public()]
    if options.deploy:
        faults += [*_of_connections(), *_of_the_way_to_the_vault(), *_of_the_way_to_the_public_database()]
    return _report(faults)


def _framework_s(*, deploy: bool) -> Iterator[str]:
    for message in checks.run_checks(include_deployment_checks=deploy):
        if message.level >= checks.WARNING and message.id not in ANSWERED:
            yield f"{message.id}: {message.msg}"


def faults_of_sign_in() -> Iterator[str]:
    """What in the settings would let somebody sign in over an open line, or without being asked."""
    if getattr(settings, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", False):
        yield "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN lets passkeys in from pages without encryption."
    if settings.MFA_WEBAUTHN_USER_VERIFICATION != "required":
        yield "MFA_WEBAUTHN_USER_VERIFICATION must be required: a passkey alone signs somebody in."
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        if not getattr(settings, name):
            yield f"{name} must be on: without it a cookie travels in the open."


def _of_server() -> Iterator[str]:
    try:
        with connections["owner"].cursor() as cursor:
            cursor.execute("select current_setting('server_version_num')::int")
            version = cursor.fetchone()[0]
    except Error as error:
        yield f"The database does not answer: {error}"
        return
    yield from faults_of_version(version)


def faults_of_version(version: int) -> Iterator[str]:
    """What is wrong with a PostgreSQL of this version, as the server counts: 150015 is 15.15."""
    major, minor = divmod(version, 10_000)
    if major < min(SAFE_SERVERS):
        yield f"PostgreSQL {major} is too old: {min(SAFE_SERVERS)} or newer is needed."
    elif version < SAFE_SERVERS.get(major, 0):
        yield f"PostgreSQL {major}.{minor} has known weaknesses: install its newest minor version."


def _of_tables() -> Iterator[str]:
    try:
        waiting = waiting_migrations()
    except Error:
        return  # said by the server's own fault
    if waiting:
        yield f"{waiting} migrations have not run: museminder database migrate"


def _of_vault() -> Iterator[str]:
    try:
        waiting = waiting_steps(vault_dsn(AUDITOR))
    except psycopg.Error as error:
        yield f"The vault does not answer: {error}"
        return
    if waiting:
        yield f"{len(waiting)} steps of the vault have not run: museminder database migrate"
        return
    keys = look(clock.now())
    if keys.unreplayed:
        yield f"{keys.unreplayed} erasures must be carried out again: museminder vault replay-erasures"
    if keys.missing:
        yield f"{keys.missing} epochs in use have no key on this computer: docs/how-to/keys.md"


def _of_erasures() -> Iterator[str]:
    # Only now: whoever imports it reads the settings, and which those are is decided above.
    from museminder.domain.privacy.queries.brought_back import readable_again, sentence  # noqa: PLC0415

    with suppress(Error):  # said by the server's or the tables' own fault
        back = readable_again("operator")
        if back:
            yield sentence(back)


def _of_the_way_to_the_vault() -> Iterator[str]:
    vault, studios = settings.VAULT_SERVER, settings.DATABASES["default"]
    if vault.get("host", "").startswith("/"):
        yield "vault: the embedded vault is for a laptop. Set VAULT_DATABASE_URL."
    elif vault.get("sslmode") != "verify-full":
        yield "vault: the way there is not verified. Add ?sslmode=verify-full to VAULT_DATABASE_URL."
    if (vault.get("host"), vault.get("port", "5432")) == (studios["HOST"], studios["PORT"]):
        yield "vault: it shares a cluster with the studios, so a copy of one is a copy of both. Give it its own."


def _of_public() -> Iterator[str]:
    try:
        published_at()
    except PublicSilent:
        yield "The public database does not answer: PUBLIC_DATABASE_URL, or museminder database start"


def _of_the_way_to_the_public_database() -> Iterator[str]:
    public, studios = settings.PUBLIC_SERVER, settings.DATABASES["default"]
    if public.get("host", "").startswith("/"):
        yield "public: the embedded public database is for a laptop. Set PUBLIC_DATABASE_URL."
    elif public.get("sslmode") != "verify-full":
        yield "public: the way there is not verified. Add ?sslmode=verify-full to PUBLIC_DATABASE_URL."
    if (public.get("host"), public.get("port", "5432")) == (studios["HOST"], studios["PORT"]):
        yield "public: it shares a cluster with the studios, so it stops with it. Give it its own."


def _of_connections() -> Iterator[str]:
    for alias, database in settings.DATABASES.items():
        if database["HOST"].startswith("/"):
            yield f"{alias}: the embedded database is for a laptop. Set DATABASE_URL."
        elif database["OPTIONS"].get("sslmode") != "verify-full":
            yield f"{alias}: the way to the database is not verified. Add ?sslmode=verify-full to DATABASE_URL."


def _report(faults: list[str]) -> Report:
    return Report(faults or ["Nothing is unsafe or unfinished."], {"faults": faults}, good=not faults)
