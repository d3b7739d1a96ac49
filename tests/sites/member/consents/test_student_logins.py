"""A guardian ends a child's own sign-in: the child's next click finds nothing."""

from museminder.domain.consents.actions.student_login_consents import record_student_login_consent
from museminder.domain.consents.queries.student_logins import live_consent
from museminder.domain.people.models import Guardianship, Student
from tests.browsing import client_of
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, School


def test_a_guardian_ends_the_sign_in_and_the_child_cannot(live_school: School) -> None:
    luz, maria = live_school.add_person("Luz", "student"), live_school.add_person("Maria", "guardian")
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        student = make_student(live_school, family, "Luz")
        make_guardian(live_school, family, "Maria", maria)
        consent = record_student_login_consent(
            guardianship_id=Guardianship.objects.get().pk,
            method="paper_form",
            evidence="Signed before Ida",
            by=live_school.owner.actor,
            at=NOON,
        )
        Student.objects.update(account_id=luz.account_id, membership_id=luz.membership_id)
    base = f"/{live_school.slug}/"
    ending, held = (
        f"{base}consents/student-logins/{consent.pk}/withdrawals/",
        f"{base}privacy/students/{student.pk}/",
    )
    child, guardian = client_of(luz), client_of(maria)
    before = child.get(held, secure=True).status_code
    homes = [child.get(base, secure=True).content.decode()]
    refused = child.post(ending, secure=True).status_code
    page = guardian.get(f"{base}consents/", secure=True).content.decode()
    answer = guardian.post(ending, secure=True).status_code
    after = child.get(held, secure=True).status_code
    homes.append(child.get(base, secure=True).content.decode())
    left = guardian.get(f"{base}consents/", secure=True).content.decode()
    with live_school.inside(maria):
        live = live_consent(student_id=student.pk)

    assert ["Your sign-in waits for a guardian" in each for each in homes] == [False, True]
    assert (before, refused, answer, after, live) == (200, 404, 302, 404, None)
    assert (ending in page, ending in left, "cannot sign in here any more" in left) == (True, False, True)
