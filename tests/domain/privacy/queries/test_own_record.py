"""Whose records they are, and who says something again."""

from __future__ import annotations

from uuid import uuid4

from museminder.domain.people.models import Guardian, Guardianship
from museminder.domain.privacy.queries.own_record import guardians_here, records_of, why_kept
from museminder.domain.privacy.rules.own_record import Kept
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, School


def test_a_person_s_records_are_those_of_every_family_with_the_merged(school: School) -> None:
    maria = school.add_person("Maria", "guardian")
    with school.inside(school.owner):
        first, second = (
            make_guardian(school, make_family(school, name), "Maria", maria) for name in ("Vega", "Ruiz")
        )
        twin, other = (make_guardian(school, first.family, name) for name in ("Marie", "Dov"))
        Guardian.objects.filter(pk=twin.pk).update(merged_into=first, is_active=False)

        assert [each.pk for each in records_of(maria.account_id)] == sorted([first.pk, second.pk, twin.pk])
        Guardian.objects.filter(pk=other.pk).update(first_name="\u2014", last_name="", email="", name_key="")
        assert guardians_here([twin.pk, other.pk, uuid4()]) == [twin.pk]


def test_another_guardian_must_be_there_and_must_decide(school: School) -> None:
    with school.inside(school.owner):
        family = make_family(school)
        mine, other = (make_guardian(school, family, name) for name in ("Maria", "Dov"))
        make_student(school, family, "Theodore")
        with_another = why_kept([mine], at=NOON)
        Guardianship.objects.filter(guardian=other).update(may_consent=False)

        assert (with_another, why_kept([mine], at=NOON)) == (None, Kept.ALONE)
