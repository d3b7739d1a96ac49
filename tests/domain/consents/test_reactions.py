"""A denial that is recorded ends what the barred guardian agreed to."""

from museminder.domain.consents.actions.consents import ask_partner
from museminder.domain.consents.models import Consent
from museminder.domain.people.actions.custody_denials import record_custody_denial
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
