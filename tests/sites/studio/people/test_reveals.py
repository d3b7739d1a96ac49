"""What is kept sealed is shown for a purpose, to whom it may be shown, and written down."""

from datetime import UTC, date, datetime

import pytest

from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.foundation.vault.access_log.entries import Action
from museminder.foundation.vault.purposes import Purpose
from tests.browsing import client_of, get, post
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_guardian, make_staff_member, make_student
from tests.schools import NOON


@pytest.fixture
def child(live_school):
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        make_guardian(live_school, family, "Ana", address={"street": "4 Elm Street"})
        return make_student(
            live_school, family, "Luz", birth_date=date(2016, 2, 29), care_notes="Carries an inhaler"
        )


def reveals_in(vault):
    return [
        (entry.account_id, entry.fields, entry.purpose)
        for entry in vault.new_entries()
        if entry.action == Action.REVEALED
    ]


def test_looking_at_the_question_shows_and_writes_nothing(live_school, child, vault):
    page = get(live_school.owner, live_school, f"people/students/{child.pk}/care-notes/").content.decode()
    assert ("inhaler" in page, reveals_in(vault)) == (False, [])


def test_an_instructor_reads_the_care_note_of_a_student_taught_and_of_no_other(live_school, child, vault):
    person = live_school.add_person("Marisol", "instructor")
    where = f"people/students/{child.pk}/care-notes/"
    purpose = {f"care_notes-{child.pk}-purpose": "lesson"}
    assert post(person, live_school, where, purpose).status_code == 404
    with live_school.inside(live_school.owner):
        marisol = make_staff_member(live_school, "Marisol", person)
        today = datetime.now(UTC).replace(hour=16)
        offering = make_offering(instructor=marisol, first=today)
        enroll_student(
            student=child, offering=offering, starts_on=today.date(), by=live_school.owner.actor, at=NOON
        )
    answer = post(person, live_school, where, purpose)
    assert "Carries an inhaler" in answer.content.decode()
    assert reveals_in(vault) == [(person.account_id, ("people.student.care_notes",), Purpose.LESSON)]
    assert get(person, live_school, f"people/students/{child.pk}/birth-date/").status_code == 404


def test_htmx_gets_the_answer_alone(live_school, child):
    path = f"/{live_school.slug}/people/students/{child.pk}/birth-date/"
    client = client_of(live_school.owner)
    part = client.post(
        path, {f"birth_date-{child.pk}-purpose": "lesson"}, secure=True, headers={"HX-Request": "true"}
    ).content.decode()
    assert ("February 29, 2016" in part, "<html" in part) == (True, False)
