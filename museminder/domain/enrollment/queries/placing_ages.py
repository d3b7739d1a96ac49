"""How old students are when the course they want begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from museminder.domain.courses.models import Course, Offering
from museminder.domain.courses.rules.local_time import day_of, studio_zone
from museminder.domain.people.models import Student
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import ages_on
from museminder.primitives.actor import Actor


@dataclass(frozen=True, slots=True)
class PlacingAge:
    """The age that counts for an offering (None where no birth date was given), on which day, and whom it is for."""

    age: int | None
    on: date
    age_from: int | None
    age_until: int | None

    @property
    def fits(self) -> bool:
        """Whether the course is for that age; nobody is kept out for an age that is not known."""
        return self.age is None or (
            (self.age_from is None or self.age >= self.age_from)
            and (self.age_until is None or self.age <= self.age_until)
        )


def placing_day(offering: Offering, today: date) -> date:
    """The day on which the age counts: the offering's first, or today if it has begun."""
    return max(offering.starts_on, today)


def placing_ages(
    wanted: Iterable[tuple[Student, Offering]], *, by: Actor, at: datetime
) -> Mapping[tuple[UUID, UUID], PlacingAge]:
    """The ages of students in offerings whose course has a range of ages, by the two ids; the others are not there.

    Birth dates are opened for nobody else. One entry in the access log for each day that counts.
    """
    pairs = list(wanted)
    today = day_of(at, studio_zone())
    ranges = _ranges({offering.course_id for _student, offering in pairs})
    asked = [(student, offering) for student, offering in pairs if offering.course_id in ranges]
    found: dict[tuple[UUID, UUID], PlacingAge] = {}
    for day in sorted({placing_day(offering, today) for _student, offering in asked}):
        here = [(student, offering) for student, offering in asked if placing_day(offering, today) == day]
        students = list({student.pk: student for student, _offering in here}.values())
        ages = ages_on(students, day, purpose=Purpose.PLACING_BY_AGE, by=by, at=at)
        for student, offering in here:
            found[student.pk, offering.pk] = PlacingAge(ages[student.pk], day, *ranges[offering.course_id])
    return found


def _ranges(course_ids: set[UUID]) -> dict[UUID, tuple[int | None, int | None]]:
    if not course_ids:
        return {}
    rows = Course.objects.filter(pk__in=course_ids).exclude(age_from=None, age_until=None)
    return {
        course_id: (age_from, age_until)
        for course_id, age_from, age_until in rows.values_list("id", "age_from", "age_until")
    }
