"""Private lessons of a contact list come onto the calendar, are billed, change with a second list, and go."""

from __future__ import annotations

from datetime import date, time

from museminder.domain.courses.actions.moves import move_meeting
from museminder.domain.courses.models import Meeting, Offering, OfferingInstructor, ScheduleTemplate
from museminder.domain.courses.rules.plans import Placement, Scope
from museminder.domain.enrollment.models import Enrollment, OfferingTuition, Participation
from museminder.domain.people.models import Guardian, Student
from tests.domain.switching.actions.importing import AT, commit, counts, looked_over, remarks, undo
from tests.domain.switching.formats.lists import contact, written
from tests.schools import School

WEDNESDAY = {
    "Instrument": "Piano",
    "Teacher": "Vera Lind",
    "Duration": "45",
    "Lesson_Price": "45.00",
    "Rate": "Per lesson",
    "Next_Lesson": "09/16/2026 16:00:00",
}


def given(**cells: str) -> list[tuple[str, bytes]]:
    """A contact list of one student with a lesson."""
    return [("ContactList.csv", written([contact(**{**WEDNESDAY, "Birthday": "02/28/2015", **cells})]))]


def test_lesson_comes_with_course_week_place_and_price_and_goes_again(studio: School) -> None:
    before = counts("switching.", "billing.NumberCounter")
    batch = commit(studio, looked_over(studio, given()))
    offering = Offering.objects.select_related("course", "season").get()
    template = ScheduleTemplate.objects.get()
    assert (offering.kind, offering.name, offering.places) == ("private", "Piano with Vera Lind", 1)
    assert (template.weekday, template.starts, template.minutes) == (2, time(16), 45)
    assert offering.starts_on == date(2026, 9, 16)
    first = Meeting.objects.order_by("starts_at").first()
    assert (first.held_on, first.places_taken, first.kind) == (date(2026, 9, 16), 1, "lesson")
    enrollment = Enrollment.objects.get()
    assert (enrollment.kind, enrollment.starts_on) == ("active", date(2026, 9, 16))
    assert Participation.objects.count() == Meeting.objects.count() == 53
    plan = OfferingTuition.objects.select_related("tuition_plan").get().tuition_plan
    assert (plan.kind, plan.per_lesson_amount, plan.name) == ("per_lesson", 4500, "$45.00 a lesson")
    assert batch.counts["coming"]["lessons"] == 1
    undo(studio, batch)
    assert counts("switching.", "billing.NumberCounter") == before


def test_second_list_moves_the_lessons_to_come_and_changes_who_teaches(studio: School) -> None:
    commit(studio, looked_over(studio, given()))
    again = given(Next_Lesson="09/17/2026 17:00:00", Duration="30", Teacher="Omar Haddad")
    batch = commit(studio, looked_over(studio, again))
    times = ScheduleTemplate.objects.filter(until__gt=date(2026, 9, 17)).values_list(
        "weekday", "starts", "minutes"
    )
    assert list(times) == [(3, time(17), 30)]
    assert Offering.objects.get().name == "Piano with Omar Haddad"
    assert Enrollment.objects.count() == 1
    taught = OfferingInstructor.objects.select_related("staff_member").get().staff_member.full_name
    assert taught == "Omar Haddad"
    assert Meeting.objects.filter(places_taken=1, held_on__week_day=5).count() == 53
    assert undo(studio, batch).counts["kept"] == 0
    times = ScheduleTemplate.objects.filter(until__gt=date(2026, 9, 17)).values_list("weekday", "starts")
    assert list(times) == [(2, time(16))]


def test_lesson_somebody_moved_here_stays_and_is_listed(studio: School) -> None:
    commit(studio, looked_over(studio, given()))
    meeting = Meeting.objects.order_by("starts_at").first()
    move_meeting(
        meeting_id=meeting.pk,
        version=meeting.version,
        to=Placement(date(2026, 9, 18), time(15), 45),
        scope=Scope.FOLLOWING,
        by=studio.owner.actor,
        at=AT,
    )
    batch = commit(studio, looked_over(studio, given(Next_Lesson="09/17/2026 17:00:00")))
    assert set(ScheduleTemplate.objects.values_list("weekday", flat=True)) == {4}
    assert remarks(studio, batch) == [
        "Piano with Vera Lind: changed here since it was imported, so it stays as it is (times)."
    ]


def test_lessons_at_once_come_without_a_week_and_stay_enrolled(studio: School) -> None:
    rows = [
        contact(**WEDNESDAY),
        contact(
            **WEDNESDAY,
            First_Name="Ada",
            My_Music_Staff_Student_ID="sdt_2",
            My_Music_Staff_Family_ID="fml_2",
        ),
    ]
    batch = commit(studio, looked_over(studio, [("ContactList.csv", written(rows))]))
    assert (Meeting.objects.count(), Offering.objects.count(), Enrollment.objects.count()) == (0, 2, 2)
    assert batch.counts["coming"]["lessons_without_time"] == 2


def test_adult_student_is_billed_and_written_to_at_their_own_address(studio: School) -> None:
    cells = {
        "Adult_Student": "Adult",
        "Address": "1 Low Road\nSalem",
        "Parent_Contact_1_First_Name": "",
        "Parent_Contact_1_Last_Name": "",
        "Birthday": "02/28/1985",
        "Email": "ngozi@example.org",
    }
    commit(studio, looked_over(studio, given(**cells)))
    own, adult = Guardian.objects.get(), Student.objects.get()
    assert (own.full_name, own.email, own.is_account_principal) == (
        adult.full_name,
        "ngozi@example.org",
        True,
    )
    assert own.family_id == Enrollment.objects.get().family_account.family_id
