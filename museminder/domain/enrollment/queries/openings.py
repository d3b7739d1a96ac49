"""How many places are left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Min

from museminder.domain.courses.models import Meeting


@dataclass(frozen=True, slots=True)
class Openings:
    """What is left of an offering: its openings are the least over its meetings."""

    openings: int
    meetings_left: int


def openings_of(offering_ids: Sequence[UUID], since: date) -> dict[UUID, Openings]:
    """Places left in offerings from a day on, in one statement; an offering without a meeting left is not named.

    Canceled meetings and those on closed dates do not count.
    """
    rows = (
        Meeting.objects.filter(offering__in=list(offering_ids), held_on__gte=since, is_cancelled=False)
        .values("offering_id")
        .annotate(least=Min(F("places") - F("places_taken")), meetings=Count("id"))
    )
    return {row["offering_id"]: Openings(max(row["least"], 0), row["meetings"]) for row in rows}


def openings_of_meeting(meeting: Meeting) -> int:
    """Places left in one meeting; none if it does not happen."""
    return 0 if meeting.is_cancelled else max(meeting.places - meeting.places_taken, 0)
