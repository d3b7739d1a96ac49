"""The 18th birthday: the monthly look finds who is of age, the job lets the rights pass, and nobody is left behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from procrastinate.contrib.django import app

from museminder.domain.people.actions.students import add_student
from museminder.domain.people.models import Family, Guardianship, Student
from museminder.domain.people.queries.coming_of_age import comes_of_age_on
from museminder.foundation.tenancy.models import Studio
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import ages_on
from museminder.primitives import clock
from museminder.primitives.actor import PROGRAM
from museminder.promise.checking import Found, World, check
from museminder.promise.passing import THROUGH, found_ids
from museminder.promise.rehearsing import Rehearsal, rehearsal

OF_AGE = 18
LEAP = (date(2008, 2, 29), date(2026, 3, 1))
# Each school's turn comes once in this many days: every look at ages is a line that all its families read.
ROUND = 31
MONTHLY = "people.look_at_birth_dates_in_every_studio"
FOLLOWING = ("people.look_at_birth_dates", "people.let_rights_pass")
# A job that was to be done a day ago, for a student who is still a child in the books.
LATE_JOBS = """
select j.id::text from procrastinate_jobs j
join people_student s on s.studio_id = (j.args ->> 'studio_id')::bigint and s.id = (j.args ->> 'student_id')::uuid
where j.task_name = 'people.let_rights_pass' and j.status in ('todo', 'doing', 'failed')
and j.scheduled_at < now() - interval '1 day' and not s.is_adult and s.merged_into_id is null
"""


@check(
    "rights.passed-at-18",
    "Lets a student of its own come of age by the monthly look, and looks for students of age without their rights.",
)
def passed_at_18(world: World) -> Found:
    """Students whose 18th birthday is past in their school's time zone and whose guardians still decide for them."""
    schools = list(_whose_turn_it_is(world))
    count, wrong = 0, [f"the job {each} of a birthday was not done" for each in found_ids(LATE_JOBS)]
    for studio in schools:
        rows = _children(studio.pk)
        count += len(rows)
        wrong += [
            f"student {each} is of age without rights" for each in left_behind(rows, _yesterday(studio))
        ]
    with rehearsal(world) as school:
        seen, unkept = _rehearsed(school)
    return Found(
        count + 3,
        [*wrong, *unkept],
        seen,
        f"3 birthdays rehearsed; {count} students not yet of age in {len(schools)} schools whose turn it was looked"
        f" at, {len(wrong) + len(unkept)} left behind",
    )


def left_behind(rows: Sequence[Student], day: date) -> list[UUID]:
    """Those of a school's students, none of age in its books, who are of age on a day; only their ages are derived."""
    ages = ages_on(rows, day, purpose=Purpose.COMING_OF_AGE, by=PROGRAM, at=clock.now())
    return [row.pk for row in rows if (ages[row.pk] or 0) >= OF_AGE]


def _whose_turn_it_is(world: World) -> Iterator[Studio]:
    """Every school of a copy; of the installation itself those of this day of the round."""
    turn = clock.now().date().toordinal() % ROUND
    for studio in Studio.objects.using(THROUGH).filter(closed_at=None).order_by("pk"):
        if world.scratch or studio.pk % ROUND == turn:
            yield studio


def _children(studio_id: int) -> list[Student]:
    rows: QuerySet[Student] = QuerySet(Student, using=THROUGH)
    return list(
        rows.filter(studio_id=studio_id, is_adult=False, merged_into_id=None, birth_date__isnull=False)
    )


def _yesterday(studio: Studio) -> date:
    """Whoever is of age only today may wait for the job of this day."""
    today = clock.now().astimezone(ZoneInfo(studio.time_zone)).date()
    return today - timedelta(days=1)


def _rehearsed(school: Rehearsal) -> tuple[bool, list[str]]:
    """Whether a student left behind would have been found, and what the monthly look and its jobs left undone."""
    studio = Studio.objects.using(THROUGH).get(pk=school.studio.studio_id)
    day = _yesterday(studio)
    grown, young = _add(school, born_on(day)), _add(school, born_on(day, later=5))
    is_noticed = left_behind(_children(studio.pk), day) == [grown] and _is_shown(school, grown)
    app.tasks[MONTHLY].func(timestamp=0)
    for task in FOLLOWING:
        school.work(task)
    still = left_behind(_children(studio.pk), day)
    rows: QuerySet[Guardianship] = QuerySet(Guardianship, using=THROUGH)
    rights = rows.filter(student_id=grown).values_list("sees", "may_pick_up", "may_consent")
    unkept = {
        "the monthly look and its job left a student of age behind": grown in still,
        "a guardian goes on to decide for a student of age": any(map(any, rights)),
        "a guardian goes on to read about a student of age": _is_shown(school, grown),
        "the rights passed before the birthday": not _is_shown(school, young),
        "who is born on 29 February is of age on another day": comes_of_age_on(LEAP[0]) != LEAP[1],
    }
    return is_noticed, [said for said, is_so in unkept.items() if is_so]


def born_on(day: date, *, later: int = 0) -> date:
    """A birth date 18 years before a day, or ``later`` days after that; never 29 February, whose day is told apart."""
    day += timedelta(days=later)
    if (day.month, day.day) == (2, 29):
        day += timedelta(days=1 if later else -1)
    return day.replace(year=day.year - OF_AGE)


def _add(school: Rehearsal, birthday: date) -> UUID:
    with school.inside(school.studio.owner):
        family = Family.objects.get(pk=school.studio.rows["people.Family"].pk)
        at = clock.now()
        added = add_student(family=family, first_name="Check", birth_date=birthday, by=school.owner, at=at)
    return added.pk


def _is_shown(school: Rehearsal, student_id: UUID) -> bool:
    """Whether the guardian's browser gets the page about a student."""
    return bool(school.get(school.home, f"privacy/students/{student_id}/").status_code == 200)
