from datetime import date

from museminder.domain.courses.actions.offering_edits import edit_offering
from museminder.domain.courses.models import Meeting
from museminder.primitives.actor import PROGRAM
from tests.factories import courses as make


def test_new_number_of_places_reaches_upcoming_meetings_but_never_below_what_is_taken(studio):
    of = make.offering("Tap", make.weekly(), starts_on=date(2026, 5, 11), until=date(2026, 6, 1), places=12)
    past, first, _second = make.meetings_of(of)
    Meeting.objects.filter(id=first.id).update(places_taken=11)
    edit_offering(
        offering_id=of.id,
        name="Tap",
        places=8,
        is_open=True,
        instructor_ids=[],
        by=PROGRAM,
        at=past.starts_at,
    )
    assert [m.places for m in make.meetings_of(of)] == [12, 11, 8]


def test_new_instructor_takes_over_upcoming_meetings_except_where_somebody_stands_in(studio):
    cho, obi, sub = (make.instructor(name) for name in ("Cho", "Obi", "Sub"))
    of = make.offering(
        "Tap", make.weekly(), starts_on=date(2026, 5, 11), until=date(2026, 6, 1), taught_by=(cho.id,)
    )
    past, stood_in, _later = make.meetings_of(of)
    stood_in.instructors.update(staff_member=sub, is_substitute=True)
    edit_offering(
        offering_id=of.id,
        name="Tap",
        places=12,
        is_open=True,
        instructor_ids=[obi.id],
        by=PROGRAM,
        at=past.starts_at,
    )
    taught = [
        list(m.instructors.values_list("staff_member__first_name", flat=True)) for m in make.meetings_of(of)
    ]
    assert taught == [["Cho"], ["Sub"], ["Obi"]]
