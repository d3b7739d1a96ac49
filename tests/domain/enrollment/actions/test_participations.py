from datetime import date

import pytest

from museminder.domain.courses.models import Meeting
from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.domain.enrollment.actions.participations import bring_into_meetings, write_participations
from museminder.domain.enrollment.models import Participation
from tests.counting import statements
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_student
from tests.schools import NOON


@pytest.mark.parametrize("count", [1, 3])
def test_a_class_comes_into_another_meeting_in_three_statements_beyond_its_limit(studio, count):
    ballet, family = make_offering("Ballet II", places=3, meetings=1), make_family(studio)
    rehearsal = Meeting.objects.get(offering=make_offering("Gala", places=1, meetings=1))
    enrolled = [
        enroll_student(
            student=make_student(studio, family, f"Child {n}"),
            offering=ballet,
            starts_on=date(2026, 9, 1),
            by=studio.owner.actor,
            at=NOON,
        )
        for n in range(count)
    ]
    with statements("studio") as sent:
        bring_into_meetings([(each, rehearsal.pk) for each in enrolled])
    bring_into_meetings([(each, rehearsal.pk) for each in enrolled])  # a second time changes nothing
    rehearsal.refresh_from_db()
    assert (len(sent), rehearsal.places_taken, rehearsal.places) == (3, count, count)
    assert Participation.objects.filter(meeting=rehearsal, kind="enrolled").count() == count


def test_nobody_is_written_on_no_list(studio):
    with statements("studio") as sent:
        write_participations([])
    assert sent == []
