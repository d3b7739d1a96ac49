"""Which studios a person may enter."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connections

from museminder.foundation.tenancy.context import NoEntry, current_site


@dataclass(frozen=True, slots=True)
class StudioChoice:
    """One studio a person belongs to, and what they are there on this site."""

    studio_id: int
    slug: str
    name: str
    roles: tuple[str, ...]


def my_studios(secret: str) -> list[StudioChoice]:
    """The studios the person behind a session may enter on the site being served, by name."""
    alias = current_site()
    if alias is None:
        raise NoEntry("no site is being served")
    with connections[alias].cursor() as cursor:
        cursor.execute("select studio_id, slug, studio_name, roles from sec.my_studios(%s)", [secret])
        rows = cursor.fetchall()
    return [StudioChoice(studio_id, slug, name, tuple(roles)) for studio_id, slug, name, roles in rows]
