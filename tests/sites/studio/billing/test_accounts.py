"""The money pages ask the database the same number of times, however much is on them."""

from __future__ import annotations

import pytest

from museminder.domain.billing.models import FamilyAccount, Posting
from tests.browsing import get
from tests.counting import statements
from tests.factories.money import charge, make_account, pay
from tests.factories.people import make_guardian
from tests.factories.tuition import class_of, prepare
from tests.schools import Person, School

ACCOUNTS, ACCOUNT, POSTING, MINE = 6, 13, 9, 9


def asked(person: Person, school: School, path: str) -> int:
    """How many statements one page took after it was opened once."""
    assert get(person, school, path).status_code == 200
    with statements(person.site) as counted:
        assert get(person, school, path).status_code == 200
    return len(counted)


@pytest.mark.parametrize("families", [1, 3])
def test_the_list_of_accounts(live_school: School, families: int) -> None:
    with live_school.inside(live_school.owner):
        for number in range(families):
            charge(make_account(f"Family {number}"), 30_00, live_school)
    assert asked(live_school.owner, live_school, "billing/accounts/") == ACCOUNTS


@pytest.mark.parametrize("lines", [1, 3])
def test_one_account(live_school: School, lines: int) -> None:
    with live_school.inside(live_school.owner):
        account = make_account()
        for _ in range(lines):
            charge(account, 30_00, live_school)
            pay(account, 10_00, live_school)
    assert asked(live_school.owner, live_school, f"billing/accounts/{account.pk}/") == ACCOUNT


@pytest.mark.parametrize("children", [1, 3])
def test_a_posting(live_school: School, children: int) -> None:
    with live_school.inside(live_school.owner):
        class_of(live_school, *[f"Child {number}" for number in range(children)])
        posting: Posting = prepare(live_school)
    assert asked(live_school.owner, live_school, f"billing/postings/{posting.pk}/") == POSTING


@pytest.mark.parametrize("families", [1, 3])
def test_a_guardian_s_accounts(live_school: School, families: int) -> None:
    maria = live_school.add_person("Maria Delacroix", "guardian")
    with live_school.inside(live_school.owner):
        for number in range(families):
            account: FamilyAccount = make_account(f"Family {number}")
            make_guardian(live_school, account.family, "Maria", maria, is_account_principal=True)
            charge(account, 30_00, live_school)
            pay(account, 10_00, live_school)
    assert asked(maria, live_school, "billing/") == MINE
