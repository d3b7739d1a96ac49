"""Students are put on the lists of meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connections

from museminder.domain.enrollment.actions.places import take_places
from museminder.domain.enrollment.models import Enrollment, Participation
from museminder.foundation.tenancy.context import current_site, current_studio_id
from museminder.primitives.ids import uuid7

PARTICIPATION_KINDS = {
    Enrollment.Kind.ACTIVE: Participation.Kind.ENROLLED,
    Enrollment.Kind.TRIAL: Participation.Kind.TRIAL,
    Enrollment.Kind.SINGLE_DAY: Participation.Kind.SINGLE_DAY,
    Enrollment.Kind.MAKE_UP: Participation.Kind.MAKE_UP,
}
# A place that was given back earlier is the same row, taken again.
WRITE = """
insert into enrollment_participation
  (id, studio_id, student_id, meeting_id, enrollment_id, kind, charge_decision, ended)
select id, %s, student_id, meeting_id, enrollment_id, kind, 'by_plan', false
from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[], %s::text[])
  as wanted (id, student_id, meeting_id, enrollment_id, kind)
on conflict (studio_id, meeting_id, student_id) do update set
  enrollment_id = excluded.enrollment_id, kind = excluded.kind,
  charge_decision = excluded.charge_decision, ended = excluded.ended"""

Place = tuple[Enrollment, UUID]


def write_participations(places: Sequence[Place]) -> None:
    """Put students on the lists of meetings, in one statement; the caller has taken the places.

    ``places`` are pairs of an enrollment and a meeting's id.
    """
    if not places:
        return
    columns: list[list[Any]] = [
        [uuid7() for _place in places],
        [enrollment.student_id for enrollment, _meeting in places],
        [meeting for _enrollment, meeting in places],
        [enrollment.pk for enrollment, _meeting in places],
        [PARTICIPATION_KINDS[Enrollment.Kind(enrollment.kind)].value for enrollment, _meeting in places],
    ]
    with connections[str(current_site())].cursor() as cursor:
        cursor.execute(WRITE, [current_studio_id(), *columns])


def bring_into_meetings(places: Sequence[Place]) -> None:
    """Bring who is in a class into its other meetings, beyond their limit if need be; who is there already stays.

    ``places`` are pairs of an enrollment and a meeting's id. The caller holds the offering's queue.
    """
    there = set(
        Participation.objects.filter(
            student__in={enrollment.student_id for enrollment, _meeting in places},
            meeting__in={meeting for _enrollment, meeting in places},
            ended=False,
        ).values_list("student_id", "meeting_id")
    )
    wanted = [
        (enrollment, meeting)
        for enrollment, meeting in places
        if (enrollment.student_id, meeting) not in there
    ]
    counts = Counter(meeting for _enrollment, meeting in wanted)
    take_places(counts, beyond_limit=counts)
    write_participations(wanted)
