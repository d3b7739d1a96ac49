"""Students who would be in two places."""

from datetime import UTC, date, datetime, timedelta

from museminder.domain.courses.models import Meeting
from museminder.domain.courses.queries.clashes import find_clashes
from museminder.domain.courses.rules.clashes import Slot
from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.domain.enrollment.queries.clashes import clashes_of
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_student
from tests.schools import NOON

FOUR = datetime(2026, 9, 2, 20, 0, tzinfo=UTC)


def enroll(studio, offering):
    student = make_student(studio, make_family(studio), "Anneliese")
    enroll_student(
        student=student, offering=offering, starts_on=date(2026, 9, 1), by=studio.owner.actor, at=NOON
    )
    return student


def meetings_of(offering):
    return list(Meeting.objects.filter(offering=offering).select_related("offering").order_by("starts_at"))


def test_only_meetings_at_the_same_time_clash(studio):
    ballet = make_offering("Ballet II", meetings=2)
    student = enroll(studio, ballet)
    half_past = make_offering("Choir", meetings=3, first=FOUR + timedelta(minutes=30))
    found = clashes_of(student, meetings_of(half_past))
    assert [(each.wanted.held_on, each.existing.name) for each in found] == [
        (date(2026, 9, 2), "Ballet II"),
        (date(2026, 9, 9), "Ballet II"),
    ]
    after = make_offering("Tap", first=FOUR + timedelta(minutes=60))
    assert clashes_of(student, meetings_of(after)) == []
    assert clashes_of(student, []) == []


def test_a_canceled_meeting_is_nowhere(studio):
    ballet = make_offering("Ballet II", meetings=1)
    student = enroll(studio, ballet)
    choir = make_offering("Choir", meetings=1)
    Meeting.objects.filter(offering=ballet).update(is_cancelled=True)
    assert clashes_of(student, meetings_of(choir)) == []


def test_the_calendar_hears_of_students_before_it_moves_a_meeting(studio):
    ballet = make_offering("Ballet II", meetings=1)
    choir = make_offering("Choir", meetings=1, first=FOUR + timedelta(hours=2))
    student = enroll(studio, ballet)
    enroll_student(
        student=student, offering=choir, starts_on=date(2026, 9, 1), by=studio.owner.actor, at=NOON
    )
    [moving] = meetings_of(choir)
    slot = Slot(starts_at=FOUR, ends_at=FOUR + timedelta(hours=1), meeting_id=moving.pk, offering_id=choir.pk)
    found = [clash for clash in find_clashes([slot]) if clash.kind == "student"]
    assert [(clash.who, clash.meeting_name, clash.is_final) for clash in found] == [
        ("Anneliese Papadimitriou", "Ballet II", False)
    ]
