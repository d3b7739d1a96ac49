"""Opening a studio."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.db import DatabaseError, IntegrityError, connections, transaction
from django.utils.translation import gettext as _

from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.events import StudioOpened
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.rules import Refused, of_database
from museminder.foundation.tenancy.context import current_site, studio_context
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce
from museminder.primitives.ids import uuid7

_SLUG = re.compile(r"[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?")
# First words of addresses that belong to MuseMinder itself.
_RESERVED = frozenset(
    {"accounts", "api", "static", "studios", "health", "promise", "gallery", "calendar", "pay"}
)


def check_slug(slug: str) -> None:
    """Refuse what cannot be the first word of a studio's address."""
    if not _SLUG.fullmatch(slug):
        raise Refused(_("Use small letters, digits and hyphens, such as maple-street-music."))
    if slug in _RESERVED:
        raise Refused(_("This word is taken. Choose another."))


def open_studio(
    *,
    secret: str,
    name: str,
    slug: str,
    by: Actor,
    at: datetime,
    time_zone: str = "America/New_York",
    currency: str = "USD",
    region: str = "US",
    locale: str = "en",
    email: str = "",
) -> int:
    """Open a studio for the person behind a session of the studio site, who becomes its owner; returns its
    id.

    Raises ``Refused`` when the address is taken or not one, or when the session has shown no second factor.
    """
    check_slug(slug)
    alias = current_site() or "studio"
    parameters = [secret, uuid7(), slug, name, time_zone, currency, region, locale, email]
    with transaction.atomic(using=alias):
        studio_id = _open(alias, parameters)
        with studio_context(secret, slug):
            membership = Membership.objects.get()  # a new studio has one
            record_change("identity.studio.opened", of=membership, by=by, at=at)
            announce(StudioOpened(studio_id, membership.account_id, membership.pk, by=by, at=at))
    return studio_id


def _open(alias: str, parameters: list[Any]) -> int:
    try:
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute("select sec.open_studio(%s, %s, %s, %s, %s, %s, %s, %s, %s)", parameters)
            return int(cursor.fetchone()[0])
    except IntegrityError as error:
        raise Refused(_("Another studio has this address. Choose another.")) from error
    except DatabaseError as error:
        refusal = of_database({"28000": _("Sign in with your second factor first.")}, error)
        raise (refusal or error) from error
