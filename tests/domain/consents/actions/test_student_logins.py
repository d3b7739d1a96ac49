"""A child is invited only after a guardian's verified consent, and is out when it is taken back."""

import pytest

from museminder.domain.consents.actions.student_login_consents import record_student_login_consent
from museminder.domain.consents.actions.student_logins import invite_student, withdraw_student_login_consent
from museminder.domain.consents.queries.student_logins import live_consent
from museminder.domain.people.models import Guardianship, Student
from museminder.foundation.identity.models import Invitation
from museminder.foundation.identity.rules import Refused
from tests.domain.consents.family import Home
from tests.schools import NOON


def test_first_the_consent_then_the_letter_then_the_sign_in(home: Home) -> None:
    luz = home.school.add_person("Theodore", "student")
    by = {"by": home.school.owner.actor, "at": NOON}
    asked = {"student_id": home.student.pk, "email": "theo@example.com"} | by
    with home.school.inside(home.school.owner):
        with pytest.raises(Refused, match="First write down"):
            invite_student(**asked)
        right = Guardianship.objects.get()
        consent = record_student_login_consent(
            guardianship_id=right.pk, method="paper_form", evidence="Signed before Ida, folder 3", **by
        )
        invitation = invite_student(**asked)
        Student.objects.update(account_id=luz.account_id, membership_id=luz.membership_id)
        with pytest.raises(Refused, match="can sign in already"):
            invite_student(**asked)
    with home.school.inside(luz):
        seen = Student.objects.count()
    with home.school.inside(home.guardian):
        for _ in range(2):
            withdraw_student_login_consent(consent_id=consent.pk, by=home.guardian.actor, at=NOON)
        left = live_consent(student_id=home.student.pk)
    with home.school.inside(luz):
        after = Student.objects.count()

    assert (invitation.roles, invitation.subject_id) == (["student"], home.student.pk)
    assert (seen, left, after) == (1, None, 0)


def test_whoever_is_of_age_needs_nobodys_consent(home: Home) -> None:
    with home.school.inside(home.school.owner):
        Student.objects.update(is_adult=True)
        invite_student(
            student_id=home.student.pk, email="theo@example.com", by=home.school.owner.actor, at=NOON
        )

        assert Invitation.objects.count() == 1
