"""When a second factor is needed."""

import pytest

from museminder.foundation.identity.rules import Refused, check_roles, needs_second_factor


@pytest.mark.parametrize(
    ("site", "shown", "needed"),
    [
        ("studio", False, True),
        ("operator", False, True),
        ("studio", True, False),
        ("operator", True, False),
        ("member", False, False),
        ("member", True, False),
    ],
)
def test_sites_of_staff_and_operators_need_more_than_a_password(site, shown, needed):
    assert needs_second_factor(site, second_factor_shown=shown) is needed


def test_roles_come_in_one_order_without_doubles():
    assert check_roles(["student", "owner", "student"]) == ("owner", "student")


@pytest.mark.parametrize("roles", [[], ["worker"], ["owner", "root"], [""]])
def test_roles_we_do_not_know_are_refused(roles):
    with pytest.raises(Refused):
        check_roles(roles)
