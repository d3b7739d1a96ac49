"""A guardian's agreement to a child's own sign-in, and how it was verified."""

import pytest

from museminder.domain.consents.actions.student_login_consents import record_student_login_consent
from museminder.domain.consents.models import StudentLoginConsent
from museminder.domain.people.models import Guardianship
from museminder.foundation.identity.rules import Refused
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON


@pytest.fixture
def right(studio):
    family = make_family(studio)
    make_guardian(studio, family, "Eleftheria")
    make_student(studio, family, "Anneliese")
    return Guardianship.objects.get()


def record(studio, right, **changed):
    facts = {"method": "video_call", "evidence": "Call of 3 May, Ida"} | changed
    return record_student_login_consent(guardianship_id=right.pk, by=studio.owner.actor, at=NOON, **facts)


def test_a_consent_says_how_it_was_verified_and_where_the_proof_is(studio, right):
    record(studio, right)
    kept = StudentLoginConsent.objects.get()

    assert (kept.student_id, kept.guardian_id, kept.method, kept.evidence, kept.recorded_by_name) == (
        right.student_id, right.guardian_id, "video_call", "Call of 3 May, Ida", studio.owner.name,
    )  # fmt: skip
    assert kept.given_at is not None


@pytest.mark.parametrize("changed", [{"method": "tick_box"}, {"method": "card_payment"}, {"evidence": "  "}])
def test_a_tick_and_a_missing_proof_are_refused(studio, right, changed):
    with pytest.raises(Refused):
        record(studio, right, **changed)

    assert StudentLoginConsent.objects.count() == 0


def test_whoever_may_not_decide_agrees_to_nothing(studio, right):
    Guardianship.objects.update(may_consent=False)

    with pytest.raises(Refused, match="may not decide"):
        record(studio, right)
