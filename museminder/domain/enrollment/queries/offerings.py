"""Offerings a student could be enrolled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from museminder.domain.courses.models import Offering
from museminder.domain.enrollment.queries.openings import openings_of
from museminder.domain.people.models import name_key


@dataclass(frozen=True, slots=True)
class OfferingChoice:
    """An offering with what is left of it; ``openings`` is None when no meeting is on the calendar."""

    offering: Offering
    openings: int | None
    meetings_left: int


def offerings_to_choose(letters: str, on: date, limit: int = 40) -> list[OfferingChoice]:
    """Offerings that run on a day or later, by name, with their openings, in two statements."""
    rows = Offering.objects.filter(until__gt=on, is_open=True).select_related("course__program", "season")
    wanted = name_key(letters).split()
    offerings = [
        row
        for row in rows.order_by("name", "id")
        if all(f" {word}" in f" {name_key(row.name)}" for word in wanted)
    ][:limit]
    left = openings_of([offering.pk for offering in offerings], on)
    return [
        OfferingChoice(
            offering,
            left[offering.pk].openings if offering.pk in left else None,
            left[offering.pk].meetings_left if offering.pk in left else 0,
        )
        for offering in offerings
    ]
