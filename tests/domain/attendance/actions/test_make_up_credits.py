"""A lesson owed is used once, or taken back, or runs out."""

from datetime import date

import pytest

from museminder.domain.attendance.actions.make_up_credits import (
    grant_make_up_credit,
    revoke_make_up_credit,
    use_make_up_credit,
)
from museminder.domain.attendance.models import MakeUpCredit
from museminder.foundation.audit.recording import trail_of
from museminder.foundation.identity.rules import Refused
from tests.factories.people import make_family, make_student
from tests.schools import NOON

MAY, JUNE = date(2026, 5, 20), date(2026, 6, 20)


@pytest.fixture
def actor(studio):
    return {"by": studio.owner.actor, "at": NOON}


@pytest.fixture
def credit(studio, actor):
    student = make_student(studio, make_family(studio), "Anneliese")
    return grant_make_up_credit(
        student=student, granted_on=MAY, expires_on=JUNE, minutes=45, reason="Teacher ill", **actor
    )


def test_a_granted_lesson_is_used_once(credit, actor):
    assert use_make_up_credit(credit_id=credit.pk, on=date(2026, 6, 19), **actor).state == "used"
    with pytest.raises(Refused):
        use_make_up_credit(credit_id=credit.pk, on=date(2026, 6, 19), **actor)
    assert [entry.what for entry in trail_of(credit)] == [
        "attendance.make_up_credit.granted",
        "attendance.make_up_credit.used",
    ]


def test_a_lesson_that_ran_out_cannot_be_used(credit, actor):
    with pytest.raises(Refused):
        use_make_up_credit(credit_id=credit.pk, on=JUNE, **actor)
    assert MakeUpCredit.objects.get().state == "granted"


def test_a_lesson_taken_back_is_gone(credit, actor):
    assert revoke_make_up_credit(credit_id=credit.pk, reason="By mistake", **actor).state == "revoked"
    with pytest.raises(Refused):
        revoke_make_up_credit(credit_id=credit.pk, reason="Again", **actor)
    with pytest.raises(Refused):
        use_make_up_credit(credit_id=credit.pk, on=MAY, **actor)


def test_a_lesson_lasts_at_least_a_day(studio, actor):
    student = make_student(studio, make_family(studio), "Anneliese")
    with pytest.raises(Refused):
        grant_make_up_credit(student=student, granted_on=MAY, expires_on=MAY, **actor)
    assert grant_make_up_credit(student=student, granted_on=MAY, **actor).can_be_used_on(date(2036, 1, 1))
