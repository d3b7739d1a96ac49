"""The family's page about a child's photograph."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.browsing import get, post
from tests.factories.people import make_family, make_guardian, make_student
from tests.factories.pictures import make_picture
from tests.schools import School


def test_a_guardian_gives_sees_and_takes_away(live_school: School) -> None:
    dov = live_school.add_person("Dov", "guardian")
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        student = make_student(live_school, family, "Luz")
        make_guardian(live_school, family, "Dov", dov)
    where = f"people/students/{student.pk}/photograph/"

    assert where in get(dov, live_school, "people/").content.decode()
    assert "No photograph is kept." in get(dov, live_school, where).content.decode()
    file = SimpleUploadedFile("luz.jpg", make_picture(), "image/jpeg")
    assert post(dov, live_school, where, {"photograph": file}).status_code == 302
    assert f"{where}picture/" in get(dov, live_school, where).content.decode()
    assert get(dov, live_school, f"{where}remove/").status_code == 405
    assert post(dov, live_school, f"{where}remove/", {}).status_code == 302
    assert "<img" not in get(dov, live_school, where).content.decode()
