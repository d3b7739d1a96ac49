"""A copy is one at a time, there for seven days, and not for a child who signs in by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from museminder.domain.people.models import Student
from museminder.domain.privacy.actions.family_exports import ask_for_family_export, fetch_family_export
from museminder.domain.privacy.models import FamilyExport
from museminder.foundation.identity.rules import Refused
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, School


def test_one_at_a_time_and_gone_after_a_week(school: School) -> None:
    maria = school.add_person("Maria", "guardian")
    with school.inside(school.owner):
        make_guardian(school, make_family(school), "Maria", maria)
    with school.inside(maria):
        first, again = (ask_for_family_export(by=maria.actor, at=NOON) for _press in range(2))
        kept = FamilyExport(
            by_account_id=maria.account_id, state="ready", expires_at=NOON + timedelta(days=7)
        )
        with pytest.raises(Refused):
            fetch_family_export(export=kept, by=maria.actor, at=NOON + timedelta(days=7))

    assert first.pk == again.pk
    assert kept.can_be_fetched(NOON + timedelta(days=6))


def test_a_child_waits_until_it_is_of_age(school: School) -> None:
    theo = school.add_person("Theo", "student")
    with school.inside(school.owner):
        student = make_student(school, make_family(school), "Theo")
        mine = Student.objects.filter(pk=student.pk)
        mine.update(is_adult=True, account_id=theo.account_id, membership_id=theo.membership_id)
    with school.inside(theo):
        assert ask_for_family_export(by=theo.actor, at=NOON).student_ids == [student.pk]
    stranger = school.add_person("Ines", "student")
    with school.inside(stranger), pytest.raises(Refused):
        ask_for_family_export(by=stranger.actor, at=NOON)
