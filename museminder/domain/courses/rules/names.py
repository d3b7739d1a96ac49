"""Names that people give to programs, rooms and the like."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from museminder.domain.courses.rules.refusals import Refused


def check_name(among: QuerySet[Any], name: str, *, but: UUID | None = None) -> str:
    """The name without blanks around it. Refuses an empty one, and one that another of these rows has.

    ``but`` is the row being renamed; case does not matter.
    """
    clean = " ".join(name.split())
    if not clean:
        raise Refused(_("Give it a name."), "name")
    if among.filter(name__iexact=clean).exclude(pk=but).exists():
        raise Refused(_("There is one called %(name)s already.") % {"name": clean}, "name")
    return clean
