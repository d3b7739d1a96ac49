"""Attack 55: reading the other family's money after a merge by mistake was undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from museminder.domain.billing.actions.credits import write_off
from museminder.domain.billing.actions.invoices import issue_invoices
from museminder.domain.billing.actions.payments import begin_payment
from museminder.domain.billing.models import (
    Allocation,
    Charge,
    Credit,
    FamilyAccount,
    Invoice,
    InvoiceLine,
    PaymentAttempt,
    Receipt,
)
from museminder.domain.people.actions.merges import merge_records, undo_merge
from tests.browsing import get
from tests.factories.money import TODAY, charge, credit, make_account, pay, who
from tests.factories.people import make_guardian
from tests.schools import NOON, Person, School

SEEN = (FamilyAccount, Charge, Receipt, Credit, Allocation, Invoice, InvoiceLine, PaymentAttempt)


def ids_seen_by(person: Person, school: School) -> Iterator[UUID]:
    with school.inside(person):
        for model in SEEN:
            yield from model.objects.values_list("pk", flat=True)


def work_on(school: School, account: FamilyAccount) -> None:
    """A bit of everything on one account."""
    late = charge(account, 30_00, school)
    pay(account, 10_00, school)
    credit(account, 5_00, school)
    issue_invoices(due_on=TODAY, account=account, **who(school))
    write_off(charge=late, reason="Moved away", **who(school))
    charge(account, 12_00, school)
    facts: dict[str, Any] = {
        "charge_ids": None,
        "payer_id": None,
        "return_url": lambda key: f"https://x/{key}",
    }
    begin_payment(family_account=account, by=school.owner.actor, at=NOON, **facts)


@pytest.fixture
def mistaken(live_school: School) -> tuple[School, list[Person], list[FamilyAccount]]:
    """Two families of one name, each with a guardian who signs in."""
    guardians = [live_school.add_person(name, "guardian") for name in ("Ana Vega", "Ana-Lucia Vega")]
    with live_school.inside(live_school.owner):
        accounts = [make_account("Vega"), make_account("Vega")]
        for account, guardian in zip(accounts, guardians, strict=True):
            make_guardian(live_school, account.family, "Ana", guardian, is_account_principal=True)
            work_on(live_school, account)
    return live_school, guardians, accounts


def test_after_a_mistake_each_family_reads_its_own_and_nothing_of_the_other(
    mistaken: tuple[School, list[Person], list[FamilyAccount]],
) -> None:
    school, (one, other), accounts = mistaken
    first, second = set(ids_seen_by(one, school)), set(ids_seen_by(other, school))
    assert (first & second, len(first) > len(SEEN), len(second) > len(SEEN)) == (set(), True, True)
    by: dict[str, Any] = {"by": school.owner.actor, "at": NOON}
    with school.inside(school.owner):
        merge = merge_records(
            kind="family", kept_id=accounts[0].family_id, merged_id=accounts[1].family_id, **by
        )
        for account in accounts:
            work_on(school, account)
    joined = set(ids_seen_by(one, school))
    assert first | second < joined, "while they are one, she reads both: the look below can find something"
    with school.inside(school.owner):
        undo_merge(merge_id=merge.pk, **by)
    apart, its_own = set(ids_seen_by(one, school)), set(ids_seen_by(other, school))
    assert (apart & its_own, first <= apart, second <= its_own) == (set(), True, True)
    with school.inside(school.owner):
        both = {
            row.pk: row.family_account.family_id
            for model in (Charge, Receipt, Credit, Invoice, PaymentAttempt)
            for row in model.objects.select_related("family_account")
        }
    assert {both[key] for key in apart & set(both)} == {accounts[0].family_id}
    assert {both[key] for key in its_own & set(both)} == {accounts[1].family_id}
    for person, account, status in (
        (one, accounts[0], 200),
        (one, accounts[1], 404),
        (other, accounts[0], 404),
    ):
        assert get(person, school, f"billing/pay/{account.pk}/").status_code == status
