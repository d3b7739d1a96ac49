"""Days that must not pass: of what is too old to keep, of requests, of telling schools about a breach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from museminder.domain.privacy.models import Breach, BreachNotice, PrivacyRequest
from museminder.domain.privacy.queries.breaches import late_notices
from museminder.domain.privacy.rules.retention import scheduled
from museminder.primitives import clock
from museminder.primitives.ids import uuid7
from museminder.primitives.retention import Event
from museminder.promise.attempting import taken_back
from museminder.promise.checking import Found, World, check, counted
from museminder.promise.passing import THROUGH, found_ids, passing_school

A_NIGHT = timedelta(hours=26)  # one a day, and two hours in which it may be late
DAY = timedelta(days=1)
NOT_CARRIED_OUT = """
select s.id::text from tenancy_studio s where s.closed_at is null and s.opened_at < %(since)s and not exists (
  select from privacy_retentionrun r where r.studio_id = s.id and r.ran_at >= %(since)s and r.overdue_count = 0)
"""
LATE_REQUESTS = (
    "select r.id::text from privacy_privacyrequest r where r.state = 'open' and r.due_on < %(today)s"
)
# What sentence N05 says: fields of a student by how long they are kept once the student has left, in months and days.
TIMES = {"birth_date": (24, 0), "care_notes": (0, 60)}


@check(
    "retention.carried-out",
    "Looks whether every school's schedule was carried out within a day, and says the times that we promise.",
)
def carried_out(world: World) -> Found:
    """Schools whose schedule was not carried out in the last night, or left something over; times that are longer."""
    now = clock.now()
    since = {"since": now - A_NIGHT}
    wrong = [f"studio {each}: not carried out within 26 hours" for each in found_ids(NOT_CARRIED_OUT, since)]
    wrong += [
        f"{field} is kept for another time than promised" for field in TIMES if not _is_as_promised(field)
    ]
    with passing_school(opened_at=now - 3 * DAY) as school:
        noticed = str(school.studio_id) in found_ids(NOT_CARRIED_OUT, since)
    schools = found_ids("select id::text from tenancy_studio where closed_at is null", {})
    return Found(
        len(schools) + len(TIMES),
        wrong,
        noticed,
        f"{len(scheduled())} times in the schedule, {counted(len(schools), 'schools')}, {len(wrong)} not carried out",
    )


def _is_as_promised(field: str) -> bool:
    times = [
        (rule.months, rule.days)
        for holding, rule in scheduled()
        if holding.model == "people.Student" and rule.event is Event.STUDENT_LEFT and field in rule.empties
    ]
    return bool(times) and min(times) == TIMES[field]  # what is left over goes with the rest, later


@check("requests.in-time", "Looks whether a request of a family waits longer than it may.")
def in_time(world: World) -> Found:
    """Requests to see, take along, correct or erase that should have been answered by now."""
    today = {"today": clock.now().astimezone(UTC).date()}
    late = found_ids(LATE_REQUESTS, today)
    with passing_school() as school:
        planted = school.keep(
            PrivacyRequest,
            kind="correct",
            by_name="x",
            opened_at=clock.now() - 40 * DAY,
            due_on=today["today"] - DAY,
        )
        noticed = str(planted.pk) in found_ids(LATE_REQUESTS, today)
    count = len(found_ids("select id::text from privacy_privacyrequest", {}))
    return Found(
        count + 1,
        [f"request {each} is late" for each in late],
        noticed,
        f"{counted(count, 'requests of families')}, {len(late)} late",
    )


@check("breaches.told-in-time", "Looks whether a school heard of a breach later than 72 hours after we knew.")
def told_in_time(world: World) -> Found:
    """Schools that were told too late, or should know by now."""
    now = clock.now()
    late = late_notices(now, through=THROUGH)
    with taken_back(THROUGH):
        planted = list(_planted_notices(now))
        noticed = {each.pk for each in late_notices(now, through=THROUGH)} - {each.pk for each in late} == {
            each.pk for each in planted if each.is_late(now)
        }
    count = BreachNotice.objects.using(THROUGH).count()
    return Found(
        count + len(planted),
        [f"studio {each.number}: told too late of what was found {each.found_at:%Y-%m-%d}" for each in late],
        noticed,
        f"{counted(count, 'schools told of breaches')}, {len(late)} too late",
    )


def _planted_notices(now: datetime) -> Iterator[BreachNotice]:
    """A breach found four days ago: one school not told yet, one told after 80 hours, one at once."""
    found_at = now - 4 * DAY
    words: dict[str, Any] = dict.fromkeys(("what_happened", "whose", "what_we_do"), "A check")
    breach = Breach(id=uuid7(), found_at=found_at, recorded_at=now, recorded_by="x", **words)
    breach.save(using=THROUGH, force_insert=True)
    told = (None, found_at + timedelta(hours=80), found_at)
    for number, told_at in enumerate(told):
        notice = BreachNotice(
            breach=breach, number=-number - 1, subject_count=0, found_at=found_at, told_at=told_at, **words
        )
        notice.save(using=THROUGH, force_insert=True)
        yield notice
