"""Who wants places, who types, and the class they want: fabricated, in a database of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from museminder.domain.billing.models import FamilyAccount
from museminder.domain.courses.models import Meeting, Offering
from museminder.domain.enrollment.models import Enrollment, Participation
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_student
from tests.schools import Person, School

OFFICE = 8  # people who type at once
MEETINGS = 4
NEXT_WEEK = (datetime.now(UTC) + timedelta(days=7)).replace(hour=0, minute=30, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Stage:
    """A school with an office and children of families of their own."""

    school: School
    office: Sequence[Person]
    students: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds of one class afterwards."""

    enrollments: int
    students: int
    participations: int
    places_taken: list[int]
    accounts_of_refused: int


def set_stage(school: School, students: int) -> Stage:
    """So many children, each of a family of its own that has no account yet."""
    with school.inside(school.owner):
        ids = [make_student(school, make_family(school, f"Family {n}"), "Mia").pk for n in range(students)]
    return Stage(school, [school.add_person(f"Office {n}", "office") for n in range(OFFICE)], ids)


def open_class(stage: Stage, places: int, run: int) -> Offering:
    """A class nobody is in yet, at an hour at which no other run has its class."""
    with stage.school.inside(stage.school.owner):
        first = NEXT_WEEK + timedelta(hours=run)
        offering = make_offering(f"Rush {run}", places=places, meetings=MEETINGS, first=first)
        offering.starts_on, offering.until = first.date(), first.date() + timedelta(days=90)
        offering.save()
    return offering


def look(stage: Stage, offering: Offering) -> Stored:
    """Count what is stored of a class."""
    with stage.school.inside(stage.school.owner):
        enrolled = Enrollment.objects.filter(offering=offering)
        meetings = Meeting.objects.filter(offering=offering).order_by("starts_at")
        without_enrollment = FamilyAccount.objects.exclude(
            family__households__student__in=Enrollment.objects.values("student")
        )
        return Stored(
            enrolled.count(),
            enrolled.values("student").distinct().count(),
            Participation.objects.filter(meeting__offering=offering, ended=False).count(),
            list(meetings.values_list("places_taken", flat=True)),
            without_enrollment.count(),
        )
