"""A hold has a reason, a day to look again, and one end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from museminder.domain.privacy.actions.legal_holds import end_legal_hold, place_legal_hold
from museminder.domain.privacy.queries.retention import held_subjects, holds_in_force
from museminder.foundation.identity.rules import Refused
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, School

DAY = NOON.date()


def test_a_student_is_held_once_with_the_family_until_it_ends(studio: School) -> None:
    by, family = studio.owner.actor, make_family(studio)
    guardian, student = make_guardian(studio, family, "Bea"), make_student(studio, family, "Ada")
    facts = {"student_id": student.pk, "by": by, "at": NOON}
    for reason, day in ((" ", DAY + timedelta(days=1)), ("Court", DAY), ("Court", DAY + timedelta(days=367))):
        with pytest.raises(Refused):
            place_legal_hold(reason=reason, review_on=day, **facts)
    hold = place_legal_hold(reason="Court", review_on=DAY + timedelta(days=366), **facts)
    with pytest.raises(Refused, match="already"):
        place_legal_hold(reason="Court", review_on=DAY + timedelta(days=1), **facts)
    held = held_subjects(NOON)
    later = NOON + timedelta(days=1)
    end_legal_hold(hold_id=hold.pk, by=by, at=later)
    with pytest.raises(Refused, match="already"):
        end_legal_hold(hold_id=hold.pk, by=by, at=later)

    assert held == {student.pk, family.pk, guardian.pk}
    assert (held_subjects(later), list(holds_in_force(later))) == (frozenset(), [])
