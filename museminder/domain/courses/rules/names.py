"""Names that people give to programs, rooms and the like."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from museminder.domain.courses.rules.refusals import Refused


def check_name(kind: type[models.Model], name: str, *, but: UUID | None = None, **among: Any) -> str:
    """The name without blanks around it. Refuses an empty one, and one that another row of the kind has.

    ``among`` narrows which others count, such as the rooms of one location; case does not matter.
    """
    clean = " ".join(name.split())
    if not clean:
        raise Refused(_("Give it a name."), "name")
    taken = kind._default_manager.filter(name__iexact=clean, **among).exclude(pk=but)
    if taken.exists():
        raise Refused(_("There is one called %(name)s already.") % {"name": clean}, "name")
    return clean
