"""Two families with ledgers become one, and two again: nothing is lost, and each pays for its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import connections

from museminder.domain.billing.actions import receipts
from museminder.domain.billing.actions.credits import write_off
from museminder.domain.billing.actions.invoices import issue_invoices
from museminder.domain.billing.actions.payments import begin_payment, record_card_payment
from museminder.domain.billing.actions.postings import commit_posting
from museminder.domain.billing.actions.returned_checks import return_check
from museminder.domain.billing.models import Allocation, Charge, FamilyAccount, Invoice
from museminder.domain.billing.queries.balances import (
    accounts_with_balances,
    aging_on,
    balance_of,
    free_amount_of,
    overdue_on,
)
from museminder.domain.billing.queries.sheets import sheets_in_sight
from museminder.domain.billing.queries.statements import statement_of
from museminder.domain.people.actions.merges import merge_records, undo_merge
from museminder.domain.people.models import Merge
from museminder.primitives.ids import uuid7
from tests.factories.money import MAY, TODAY, charge, credit, faults, make_account, pay, who
from tests.factories.tuition import class_of, prepare
from tests.schools import NOON, School


def join(school: School, kept: FamilyAccount, merged: FamilyAccount) -> Merge:
    ids: dict[str, Any] = {"kept_id": kept.family_id, "merged_id": merged.family_id}
    return merge_records(kind="family", **ids, by=school.owner.actor, at=NOON)


def part(school: School, merge: Merge) -> list[list[Any]]:
    return undo_merge(merge_id=merge.pk, by=school.owner.actor, at=NOON)


def fresh(account: FamilyAccount) -> FamilyAccount:
    return FamilyAccount.objects.get(pk=account.pk)


def stands(*accounts: FamilyAccount) -> list[tuple[int, int]]:
    assert faults(*accounts) == []
    return [(balance_of(account), free_amount_of(account)) for account in accounts]


def test_what_one_had_left_settles_what_the_other_owes_and_is_its_own_again(studio: School) -> None:
    kept, merged = make_account("Zhang"), make_account("Zhang again")
    charge(kept, 30_00, studio)
    credit(merged, 50_00, studio)
    before = stands(kept, merged)
    merge = join(studio, kept, merged)
    assert (stands(kept), fresh(merged).in_force_id) == ([(-20_00, 20_00)], kept.pk)
    assert [row.balance for row in accounts_with_balances()] == [-20_00]
    assert [(line.kind, line.amount) for line in statement_of(kept)] == [
        ("charge", 30_00),
        ("credit", -50_00),
    ]
    charge(kept, 45_00, studio)
    assert stands(kept) == [(25_00, 0)]
    assert (overdue_on(TODAY)[kept.pk].amount, aging_on(TODAY)[0].total) == (25_00, 25_00)
    assert [(sheet.account, sheet.owed_amount) for sheet in sheets_in_sight()] == [(kept, 25_00)]
    assert part(studio, merge) == []
    assert (before, stands(kept, merged)) == ([(30_00, 0), (-50_00, 50_00)], [(75_00, 0), (-50_00, 50_00)])
    merged_ref = set(Allocation.objects.exclude(family_ref=kept.family_id).values_list("reversed_at"))
    assert (None,) not in merged_ref, "what the one paid for the other is taken back"


def test_what_is_written_about_one_account_goes_with_it(studio: School) -> None:
    kept, merged = make_account("Zhang"), make_account("Zhang again")
    late, check = charge(merged, 30_00, studio), pay(merged, 10_00, studio)
    merge = join(studio, kept, merged)
    write_off(charge=late, reason="Moved away", **who(studio))
    return_check(receipt=check, returned_on=TODAY, reason="funds", fee_amount=25_00, **who(studio))
    assert stands(kept) == [(35_00, 0)]
    part(studio, merge)
    assert stands(kept, merged) == [(0, 0), (35_00, 0)]
    refs = {charge.family_ref for charge in Charge.objects.all()}
    assert refs | set(Allocation.objects.values_list("family_ref", flat=True)) == {merged.family_id}


def test_a_third_family_comes_along_with_the_second(studio: School) -> None:
    accounts = [make_account(name) for name in ("Abara", "Abara two", "Abara three")]
    for amount, account in zip((10_00, 20_00, 40_00), accounts, strict=True):
        charge(account, amount, studio)
    first = join(studio, accounts[1], accounts[2])
    second = join(studio, accounts[0], accounts[1])
    assert stands(accounts[0]) == [(70_00, 0)]
    assert {fresh(each).in_force_id for each in accounts} == {accounts[0].pk}
    assert (part(studio, second), stands(*accounts[:2])) == ([], [(10_00, 0), (60_00, 0)])
    assert (part(studio, first), stands(*accounts)) == ([], [(10_00, 0), (20_00, 0), (40_00, 0)])


def test_a_card_payment_begun_before_is_received_once_and_pays_for_both(studio: School) -> None:
    kept, merged = make_account("Zhang"), make_account("Zhang again")
    charge(merged, 30_00, studio)
    by: dict[str, Any] = {"by": studio.owner.actor, "at": NOON}

    def begin(of: FamilyAccount) -> Any:
        return begin_payment(
            family_account=of, charge_ids=None, payer_id=None, return_url=lambda key: f"https://x/{key}", **by
        )

    begun = begin(merged)
    join(studio, kept, merged)
    assert begin(kept) == begun, "the page that is open already is gone on with: two would be paid twice"
    charge(kept, 12_00, studio)
    record_card_payment(attempt=begun, transaction_id="pi_1", amount=30_00, on=TODAY, **by)
    assert stands(kept) == [(12_00, 0)]
    asked = begin(fresh(merged))
    assert (asked.family_account_id, asked.amount) == (kept.pk, 12_00)


def test_the_month_is_posted_on_the_account_in_force_and_one_invoice_holds_both(studio: School) -> None:
    ours, theirs = (each.family_account for each in class_of(studio, "Mei", "Mei-Ling"))
    charge(theirs, 15_00, studio)
    merge = join(studio, ours, theirs)
    commit_posting(posting_id=prepare(studio).pk, on=TODAY, by=studio.owner.actor, at=NOON)
    tuition = Charge.objects.filter(source_kind="enrollment")
    assert (set(tuition.values_list("family_account", flat=True)), tuition.count()) == ({ours.pk}, 2)
    (paper,) = issue_invoices(due_on=TODAY, account=ours, **who(studio))
    assert sorted(line.amount for line in paper.lines.all()) == [15_00, 120_00, 120_00]
    part(studio, merge)
    assert Invoice.objects.get().void_reason == "Two families are apart again."
    seen_by = [(line.family_ref, line.amount) for line in paper.lines.order_by("amount")]
    assert seen_by[0] == (theirs.family_id, 15_00), "nobody reads the other family's lines on the old sheet"
    assert stands(ours, theirs) == [(240_00, 0), (15_00, 0)]
    assert len(issue_invoices(due_on=TODAY, **who(studio))) == 2


def test_two_who_shared_one_lesson_keep_their_two_charges(studio: School) -> None:
    kept, merged = make_account("Delacroix"), make_account("Lambert")
    lesson = {"source_kind": "enrollment", "source_id": uuid7(), "period": MAY}
    for account, amount in ((kept, 60_00), (merged, 40_00)):
        made = charge(account, amount, studio, payer_id=account.family_id)
        Charge.objects.filter(pk=made.pk).update(**lesson)
        pay(account, 5_00, studio)
    join(studio, kept, merged)
    assert stands(kept) == [(90_00, 0)]
    assert sorted(Charge.objects.values_list("amount", "allocated_amount")) == [(40_00, 5_00), (60_00, 5_00)]


@pytest.fixture
def meeting(live_school: School, live_database: Any) -> Callable[[], list[str]]:
    """The merged family pays while the merge is written but not committed; returns what is wrong afterwards."""
    with live_school.inside(live_school.owner):
        kept, merged = make_account("Zhang"), make_account("Zhang again")
        charge(kept, 30_00, live_school)

    def meet() -> list[str]:
        def receive() -> None:
            try:
                with live_school.inside(live_school.owner):
                    pay(merged, 30_00, live_school)
            finally:
                connections.close_all()

        paying = threading.Thread(target=receive)
        with live_school.inside(live_school.owner):
            join(live_school, kept, merged)
            paying.start()
            _wait_for_a_lock(live_database.role_dsn("owner"))
        paying.join(timeout=30)
        with live_school.inside(live_school.owner):
            assert balance_of(kept) == 0
            return faults(kept)

    return meet


def _wait_for_a_lock(dsn: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as looker:
        for _ in range(200):
            if looker.execute("select exists (select from pg_locks where not granted)").fetchone() == (True,):
                return
            time.sleep(0.05)
    raise AssertionError("nobody waited")


@pytest.mark.slow
def test_money_that_arrives_during_a_merge_settles_what_the_one_family_owes(
    meeting: Callable[[], list[str]],
) -> None:
    assert meeting() == []


@pytest.mark.slow
def test_a_mutant_that_does_not_look_again_leaves_money_beside_an_open_charge(
    meeting: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def hold_only_this(account: FamilyAccount) -> FamilyAccount:
        return FamilyAccount.objects.select_for_update().get(pk=account.pk)

    monkeypatch.setattr(receipts, "lock_account", hold_only_this)
    assert "3000 is free beside 3000 open" in meeting()
