"""Who may take everything along, and what may be moved in where."""

from __future__ import annotations

import pytest

from museminder.domain.leaving.rules.leaving import check_can_move_in, check_can_take_everything
from museminder.foundation.identity.rules import Refused
from tests.schools import School


@pytest.mark.parametrize("role", ["manager", "office", "instructor", "guardian"])
def test_only_an_owner_takes_everything_along_or_moves_in(school: School, role: str) -> None:
    person = school.add_person("Somebody", role)
    with school.inside(person):
        with pytest.raises(Refused, match="Only an owner"):
            check_can_take_everything(person.actor, is_kept_away=False)
        with pytest.raises(Refused, match="Only an owner"):
            check_can_move_in(person.actor, occupied=[])


def test_owner_may(studio: School) -> None:
    check_can_take_everything(studio.owner.actor, is_kept_away=False)
    check_can_move_in(studio.owner.actor, occupied=[])


def test_owner_whom_a_court_keeps_away_may_not(studio: School) -> None:
    with pytest.raises(Refused, match="custody denial"):
        check_can_take_everything(studio.owner.actor, is_kept_away=True)


def test_nothing_moves_into_a_studio_that_has_something(studio: School) -> None:
    with pytest.raises(Refused, match=r"not empty \(families, rooms\)"):
        check_can_move_in(studio.owner.actor, occupied=["families", "rooms"])
