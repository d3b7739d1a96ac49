"""What is behind an invitation's link."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connections

from museminder.foundation.tenancy.context import NoEntry, current_site


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """What the page behind a link may say to whoever holds it."""

    studio_id: int
    slug: str
    studio_name: str
    locale: str
    email: str
    display_name: str
    roles: tuple[str, ...]


def invitation_behind(token: str) -> InvitationFacts | None:
    """The open invitation behind a link; None if it was used, taken back, is too old or never was."""
    alias = current_site()
    if alias is None:
        raise NoEntry("no site is being served")
    with connections[alias].cursor() as cursor:
        cursor.execute("select * from sec.invitation_behind(%s)", [token])
        row = cursor.fetchone()
    if row is None:
        return None
    studio_id, slug, studio_name, locale, email, display_name, roles = row
    return InvitationFacts(studio_id, slug, studio_name, locale, email, display_name, tuple(roles))
