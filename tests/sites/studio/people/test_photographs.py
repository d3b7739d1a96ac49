"""The office's pages about a photograph; strangers are in tests/attacks/test_30_addresses_of_pictures.py."""

from __future__ import annotations

from museminder.domain.people.models import Student
from tests.browsing import get, post
from tests.factories.people import make_family, make_student
from tests.schools import School


def student_of(school: School) -> Student:
    with school.inside(school.owner):
        return make_student(school, make_family(school), "Luz")


def test_where_none_is_kept_nothing_is_shown_and_nothing_written(live_school: School) -> None:
    where = f"people/students/{student_of(live_school).pk}/photograph/"

    asked = post(live_school.owner, live_school, where, {"purpose": "lesson"}).content.decode()

    assert "No photograph is kept." in asked
    assert "<img" not in asked
    assert get(live_school.owner, live_school, f"{where}picture/?purpose=lesson").status_code == 404


def test_the_family_page_leads_there(live_school: School) -> None:
    student = student_of(live_school)
    with live_school.inside(live_school.owner):
        family = student.households.get().family_id

    page = get(live_school.owner, live_school, f"people/families/{family}/").content.decode()

    assert f"/people/students/{student.pk}/photograph/" in page


def test_a_file_that_is_no_picture_is_said_on_the_form(live_school: School) -> None:
    where = f"people/students/{student_of(live_school).pk}/photograph/edit/"

    assert 'enctype="multipart/form-data"' in get(live_school.owner, live_school, where).content.decode()
    assert post(live_school.owner, live_school, where, {}).status_code == 422
