"""Classes of a list come in with room and price, follow a second list from today on, and go again."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

from museminder.domain.courses.actions.closures import create_closure
from museminder.domain.courses.models import Meeting, MeetingInstructor, Offering, ScheduleTemplate
from museminder.domain.enrollment.models import OfferingTuition, Participation
from museminder.domain.switching.actions.remembering import fingerprint
from tests.domain.switching.actions.importing import AT, brought, classes, counts, remarks, students, undo
from tests.schools import School

TAP = "Tap I,Tap,Ida Quill,Mon,4:00 pm,5:00 pm,Blue,09/21/2026,12/28/2026,8,40.00"
LATER = "Tap I,Tap,Vera Lind,Tue,5:00 pm,5:45 pm,Red,09/21/2026,12/28/2026,10,45.00"
ADA = "Ada,Fox,02/13/2015,f1,Tap I,Bea,Fox,,"
BOOKS = ("switching.", "billing.NumberCounter")
TODAY = date(2026, 9, 15)


def test_class_comes_with_its_week_room_and_price_and_goes(studio: School) -> None:
    before = counts(*BOOKS)
    batch = brought(studio, classes(TAP), students(ADA))
    template, meeting = ScheduleTemplate.objects.get(), Meeting.objects.order_by("starts_at").first()
    plan = OfferingTuition.objects.select_related("tuition_plan").get().tuition_plan
    assert (template.weekday, template.starts, template.minutes) == (0, time(16), 60)
    assert (meeting.held_on, meeting.places, meeting.places_taken) == (date(2026, 9, 21), 8, 1)
    assert (str(meeting.room), plan.kind, plan.monthly_amount) == ("Blue", "monthly", 4000)
    undo(studio, batch)
    assert counts(*BOOKS) == before


def test_second_list_changes_time_room_instructor_and_size_from_today_on(studio: School) -> None:
    brought(studio, classes(TAP), students(ADA))
    as_it_was = fingerprint(Offering.objects.get())
    batch = brought(studio, classes(LATER))
    offering = Offering.objects.get()
    template = ScheduleTemplate.objects.select_related("room").get(until__gt=date(2026, 9, 22))
    assert (template.weekday, template.starts, template.minutes) == (1, time(17), 45)
    assert (str(template.room), offering.places) == ("Red", 10)
    held = Meeting.objects.filter(is_cancelled=False)
    assert {(one.held_on.weekday(), one.places, one.places_taken) for one in held} == {(1, 10, 1)}
    taught = MeetingInstructor.objects.select_related("staff_member")
    assert {one.staff_member.full_name for one in taught} == {"Vera Lind"}
    assert Participation.objects.filter(ended=False).count() == held.count()
    assert fingerprint(offering) != as_it_was
    assert undo(studio, batch).counts["kept"] == 0
    assert set(Meeting.objects.filter(is_cancelled=False).values_list("held_on__week_day", flat=True)) == {2}
    assert Offering.objects.get().places == 8


def test_the_same_list_again_changes_nothing(studio: School) -> None:
    brought(studio, classes(TAP), students(ADA))
    before = list(Meeting.objects.order_by("id").values_list("id", "version"))
    batch = brought(studio, classes(TAP), students(ADA))
    assert list(Meeting.objects.order_by("id").values_list("id", "version")) == before
    assert remarks(studio, batch) == []


def test_a_class_of_many_years_is_planned_around_today(studio: School) -> None:
    brought(studio, classes("Tap I,Tap,,Mon,4:00 pm,5:00 pm,,09/01/2015,06/30/2027,8,"))
    offering = Offering.objects.get()
    assert (offering.starts_on, offering.until) == (date(2025, 9, 15), date(2027, 7, 1))


def test_first_and_last_day_of_the_file_are_the_class_s_over_a_closure_and_the_change_of_clocks(
    studio: School,
) -> None:
    """Four o'clock stays four o'clock when the clocks go back on November 1, and a closed week costs no other."""
    closed = {"starts_on": date(2026, 10, 26), "until": date(2026, 10, 27)}
    create_closure(reason="Repairs", by=studio.owner.actor, at=AT, **closed)
    brought(studio, classes(TAP.replace("09/21/2026,12/28/2026", "10/12/2026,11/16/2026")))
    offering, here = Offering.objects.get(), ZoneInfo("America/New_York")
    meetings = list(Meeting.objects.order_by("starts_at"))

    assert (offering.starts_on, offering.until) == (date(2026, 10, 12), date(2026, 11, 17))
    held = [(one.held_on.month, one.held_on.day, one.closure_id is None) for one in meetings]
    assert held == [
        (10, 12, True),
        (10, 19, True),
        (10, 26, False),
        (11, 2, True),
        (11, 9, True),
        (11, 16, True),
    ]
    assert {one.starts_at.astimezone(here).time() for one in meetings} == {time(16)}
    assert [one.starts_at.hour for one in meetings] == [20, 20, 20, 21, 21, 21]
