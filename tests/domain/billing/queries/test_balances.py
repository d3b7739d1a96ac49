"""What families owe, and since when."""

from __future__ import annotations

from datetime import timedelta

from museminder.domain.billing.queries.balances import (
    Overdue,
    accounts_with_balances,
    aging_on,
    balances_of,
    free_amounts_of,
    overdue_on,
)
from tests.counting import statements
from tests.factories.money import TODAY, charge, make_account, pay
from tests.schools import School


def test_open_charges_stand_in_the_column_of_their_age(studio: School) -> None:
    family = make_account()
    for days, amount in ((0, 1_00), (1, 2_00), (30, 4_00), (31, 8_00), (61, 16_00), (91, 32_00)):
        charge(family, amount, studio, TODAY - timedelta(days=days))
    (aging,) = aging_on(TODAY)
    assert list(aging.amounts.values()) == [1_00, 6_00, 8_00, 16_00, 32_00]
    assert aging.total == 63_00
    assert overdue_on(TODAY) == {family.pk: Overdue(62_00, TODAY - timedelta(days=91))}


def test_balances_of_one_and_of_three_families_take_one_statement(studio: School) -> None:
    families = [make_account(name) for name in ("Abernathy", "Osei", "Zhang")]
    for number, family in enumerate(families, start=1):
        charge(family, number * 10_00, studio)
        pay(family, 15_00, studio)
    keys = [family.pk for family in families]
    for wanted in (keys[:1], keys):
        with statements("studio") as asked:
            found = balances_of(wanted)
        assert (len(asked), len(found)) == (1, len(wanted))
    assert [found[key] for key in keys] == [-5_00, 5_00, 15_00]
    assert free_amounts_of(keys) == {keys[0]: 5_00, keys[1]: 0, keys[2]: 0}
    listed = [(account.family.name, account.balance) for account in accounts_with_balances()]
    assert listed == [("Abernathy", -5_00), ("Osei", 5_00), ("Zhang", 15_00)]
    assert [account.pk for account in accounts_with_balances("zha")] == [keys[2]]
