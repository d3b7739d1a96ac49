"""Two households share a child."""

from datetime import date

import pytest

from museminder.domain.people.actions.households import change_household, end_household, place_in_family
from museminder.domain.people.models import Guardianship, Household
from museminder.foundation.identity.rules import Refused
from tests.factories.people import SINCE, make_family, make_guardian, make_student
from tests.schools import NOON


@pytest.fixture
def actor(studio):
    return {"by": studio.owner.actor, "at": NOON}


@pytest.fixture
def shared(studio, actor):
    """Theodore, 60 with her and 40 with him."""
    hers, his = make_family(studio, "Papadimitriou"), make_family(studio, "Vandersteen")
    make_guardian(studio, his, "Joris")
    theodore = make_student(studio, hers, "Theodore", share_percent=60)
    place_in_family(student=theodore, family=his, starts_on=SINCE, share_percent=40, **actor)
    return theodore, hers, his


def shares():
    rows = Household.objects.order_by("-share_percent")
    return list(rows.values_list("family__name", "share_percent", "is_billed_by_default"))


def test_the_shares_are_sixty_and_forty_and_one_is_billed(shared):
    assert shares() == [("Papadimitriou", 60, True), ("Vandersteen", 40, False)]


def test_the_other_familys_guardians_get_rights_too(shared):
    assert list(Guardianship.objects.values_list("guardian__first_name", flat=True)) == ["Joris"]


def test_a_new_default_takes_the_place_of_the_old(shared, actor):
    his = Household.objects.get(share_percent=40)
    change_household(
        household_id=his.pk, lives_with=False, share_percent=40, is_billed_by_default=True, **actor
    )
    assert shares() == [("Papadimitriou", 60, False), ("Vandersteen", 40, True)]


@pytest.mark.parametrize("share", [-1, 41, 101])
def test_more_than_the_whole_is_refused(shared, actor, share):
    his = Household.objects.get(share_percent=40)
    with pytest.raises(Refused):
        change_household(
            household_id=his.pk, lives_with=True, share_percent=share, is_billed_by_default=False, **actor
        )
    assert shares() == [("Papadimitriou", 60, True), ("Vandersteen", 40, False)]


def test_nobody_is_in_one_family_twice_at_a_time(shared, actor):
    theodore, _hers, his = shared
    with pytest.raises(Refused, match="already"):
        place_in_family(student=theodore, family=his, starts_on=NOON.date(), share_percent=0, **actor)
    row = Household.objects.get(family=his)
    end_household(household_id=row.pk, last_day=date(2026, 5, 31), **actor)
    again = place_in_family(
        student=theodore, family=his, starts_on=date(2026, 9, 1), share_percent=40, **actor
    )
    assert (Household.objects.get(pk=row.pk).until, again.until) == (date(2026, 6, 1), None)


def test_a_household_cannot_end_before_it_began(shared, actor):
    row = Household.objects.get(share_percent=40)
    with pytest.raises(Refused):
        end_household(household_id=row.pk, last_day=date(2025, 8, 30), **actor)
