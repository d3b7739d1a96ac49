"""Orders are recorded with their evidence and end for a reason."""

from datetime import timedelta

import pytest

from museminder.domain.people.actions.custody_denials import end_custody_denial, record_custody_denial
from museminder.domain.people.models import CustodyDenial
from museminder.foundation.audit.recording import trail_of
from museminder.foundation.identity.rules import Refused
from tests.factories.people import make_family, make_student
from tests.schools import NOON


@pytest.fixture
def actor(studio):
    return {"by": studio.owner.actor, "at": NOON}


@pytest.fixture
def student(studio):
    return make_student(studio, make_family(studio), "Wilhelmina")


def test_somebody_without_a_record_is_named(student, actor, studio):
    denial = record_custody_denial(student=student, person_name="Lambert", evidence="Superior Court", **actor)
    assert (denial.person_name, denial.recorded_by_name) == ("Lambert", studio.owner.name)
    assert [denial.is_in_force(NOON + timedelta(seconds=after)) for after in (-1, 0, 1)] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(("person", "evidence"), [("", "Superior Court"), ("Lambert", "  ")])
def test_a_person_and_evidence_are_needed(student, actor, person, evidence):
    with pytest.raises(Refused):
        record_custody_denial(student=student, person_name=person, evidence=evidence, **actor)
    assert CustodyDenial.objects.count() == 0


def test_an_order_ends_for_a_reason_and_stays_in_the_history(student, actor):
    denial = record_custody_denial(student=student, person_name="Lambert", evidence="Order", **actor)
    with pytest.raises(Refused):
        end_custody_denial(denial_id=denial.pk, reason=" ", **actor)
    ended = end_custody_denial(denial_id=denial.pk, reason="New order", **actor)
    assert ended.is_in_force(NOON) is False
    assert trail_of(student)[-1].note == "New order"
