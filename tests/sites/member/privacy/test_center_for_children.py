"""A child who signs in reads the same in plain words, and is offered nothing that only a grown-up decides."""

from museminder.domain.consents.actions.student_login_consents import record_student_login_consent
from museminder.domain.people.models import Guardianship, Student
from museminder.foundation.outside.models import Disclosure
from tests.browsing import client_of
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, School


def test_a_child_and_the_same_person_once_of_age(live_school: School) -> None:
    luz = live_school.add_person("Luz", "student")
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        student = make_student(live_school, family, "Luz")
        make_guardian(live_school, family, "Maria")
        record_student_login_consent(
            guardianship_id=Guardianship.objects.get().pk,
            method="paper_form",
            evidence="Signed before Ida",
            by=live_school.owner.actor,
            at=NOON,
        )
        Student.objects.update(account_id=luz.account_id, membership_id=luz.membership_id)
    client, base = client_of(luz), f"/{live_school.slug}/"
    untold = client.get(f"{base}privacy/", secure=True).content.decode()
    with live_school.inside(live_school.owner):
        Disclosure.objects.create(
            third_party="mail",
            reason="letter",
            told=["child_name"],
            subjects=[student.pk],
            basis="contract",
            host="mail.example",
            what="a letter",
        )
    child = client.get(f"{base}privacy/", secure=True).content.decode()
    opened = {
        path: client.get(f"{base}{path}", secure=True).status_code
        for path in (
            "",
            "schedule/",
            f"privacy/students/{student.pk}/",
            "privacy/requests/create/",
            "billing/",
            "people/",
        )
    }
    with live_school.inside(live_school.owner):
        Student.objects.update(is_adult=True)
    grown = client.get(f"{base}privacy/", secure=True).content.decode()

    assert ("Nobody. When your school" in untold, "Each time it is written here" in child) == (True, True)
    assert "Nobody. When your school" not in child
    assert ("Hello Luz" in child, "Who has read it" in child, "Take a copy along" in child) == (
        True,
        True,
        False,
    )
    assert ("for good" in child, "for good" in grown, "Take a copy along" in grown) == (False, True, True)
    assert [opened[path] for path in opened] == [200, 200, 200, 200, 404, 404]
