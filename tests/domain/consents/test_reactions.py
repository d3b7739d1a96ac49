"""A denial that is recorded ends what the barred guardian agreed to."""

from museminder.domain.consents.actions.consents import ask_partner
from museminder.domain.consents.actions.student_login_consents import record_student_login_consent
from museminder.domain.consents.models import Consent
from museminder.domain.consents.queries.student_logins import live_consent
from museminder.domain.people.actions.custody_denials import record_custody_denial
from museminder.domain.people.models import Guardianship, Student
from tests.domain.consents.family import NOON, Home


def test_what_a_barred_guardian_agreed_to_ends_and_a_strangers_denial_changes_nothing(home: Home):
    with home.school.inside(home.guardian):
        ask_partner(student_id=home.student.pk, partner="harbor", by=home.guardian.actor, at=NOON)
    facts = {"student": home.student, "evidence": "Order", "by": home.school.owner.actor, "at": NOON}
    withdrawn = []
    with home.school.inside(home.school.owner):
        for who in ({"person_name": "Somebody else"}, {"guardian": home.guardian_row}):
            record_custody_denial(**facts, **who)
            withdrawn.append(Consent.objects.get().withdrawn_at)

    assert withdrawn == [None, NOON]


def test_a_child_signs_in_no_longer_by_the_word_of_whoever_is_barred(home: Home):
    luz = home.school.add_person("Theodore", "student")
    by = {"by": home.school.owner.actor, "at": NOON}
    order = {"student": home.student, "evidence": "Order"} | by
    with home.school.inside(home.school.owner):
        right = Guardianship.objects.get()
        record_student_login_consent(guardianship_id=right.pk, method="paper_form", evidence="Folder 3", **by)
        Student.objects.update(account_id=luz.account_id, membership_id=luz.membership_id)
        record_custody_denial(person_name="Somebody else", **order)
    with home.school.inside(luz):
        seen = Student.objects.count()
    with home.school.inside(home.school.owner):
        record_custody_denial(guardian=home.guardian_row, **order)
        left, student = live_consent(student_id=home.student.pk), Student.objects.get()
    with home.school.inside(luz):
        after = Student.objects.count()

    assert (seen, left, student.account_id, after) == (1, None, None, 0)
