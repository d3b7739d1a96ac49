"""The sentence that stands between a stroke of the office and a child; the ways themselves are attack 21's."""

from __future__ import annotations

import pytest

from museminder.domain.people.actions.guardians import set_rights
from museminder.domain.people.actions.nearness import check_nobody_comes_nearer, children_of
from museminder.domain.people.queries.reach import reach_of
from museminder.foundation.identity.rules import Refused
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, School


def test_more_for_one_whom_another_guards_against_is_refused_and_less_is_not(school: School) -> None:
    maria, who = school.add_person("Maria", "guardian"), {"by": school.owner.actor, "at": NOON}
    with school.inside(school.owner):
        family = make_family(school)
        luz = make_student(school, family, "Luz")
        make_guardian(school, family, "Maria", maria, email="maria@example.com")
        pablo = make_guardian(school, family, "Pablo", email="pablo@example.com")
        kinds = [
            children_of(kind, [pk], at=NOON)
            for kind, pk in (("student", luz.pk), ("family", family.pk), ("guardian", pablo.pk))
        ]
        whole = reach_of([luz.pk], on=NOON.date())
        set_rights(guardian=pablo, student=luz, pays=False, **who)
        check_nobody_comes_nearer(whole, [luz.pk], at=NOON)
        less = reach_of([luz.pk], on=NOON.date())
        set_rights(guardian=pablo, student=luz, pays=True, **who)
        with pytest.raises(Refused, match=r"Pablo .* could do or see more for Luz"):
            check_nobody_comes_nearer(less, [luz.pk], at=NOON)

    assert kinds == [{luz.pk}] * 3
