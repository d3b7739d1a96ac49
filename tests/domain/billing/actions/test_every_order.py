"""Post, pay, settle, take back, refund, credit, write off, dispute, merge two families and part them again: in any
order the books are right."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from museminder.domain.billing.actions.charges import reverse_charge
from museminder.domain.billing.actions.credits import reverse_credit, write_off
from museminder.domain.billing.actions.disputes import close_dispute, open_dispute
from museminder.domain.billing.actions.receipts import record_refund, reverse_receipt
from museminder.domain.billing.actions.returned_checks import return_check
from museminder.domain.billing.models import Charge, Credit, FamilyAccount, Receipt
from museminder.domain.billing.queries.balances import balance_of, free_amount_of
from museminder.domain.billing.rules.refusals import Refused
from museminder.domain.people.actions.merges import merge_records, undo_merge
from tests.factories.money import TODAY, charge, credit, faults, make_account, pay, who
from tests.schools import NOON, School

AMOUNTS = st.integers(1, 300_00)
PICK = st.integers(0, 10_000)


@dataclass
class Money:
    """A receipt or a credit, as somebody with pencil and paper keeps it."""

    family: int
    amount: int
    is_card: bool = False
    given_back: int = 0
    is_gone: bool = False
    gives_up: UUID | None = None  # the charge a write-off is for

    @property
    def left(self) -> int:
        return 0 if self.is_gone else self.amount - self.given_back


@dataclass
class Pencil:
    """What families owe by adding up, without a ledger, settlements or an order."""

    charges: dict[UUID, tuple[int, int]] = field(default_factory=dict)  # family and amount, while it stands
    money: dict[UUID, Money] = field(default_factory=dict)
    disputes: dict[str, tuple[UUID, int]] = field(
        default_factory=dict
    )  # of which receipt, how much, undecided

    def balance(self, family: int) -> int:
        owed = sum(amount for of, amount in self.charges.values() if of == family)
        return owed - sum(each.left for each in self.money.values() if each.family == family)


class Books(RuleBasedStateMachine):
    """Two families; every step is one of the office's or the gateway's."""

    school: School

    @initialize()
    def open(self) -> None:
        self.point = transaction.atomic(using="studio")
        self.point.__enter__()
        self.families: list[FamilyAccount] = [make_account("Abernathy"), make_account("Zhang")]
        self.pencil = Pencil()
        self.number = 0
        self.merge: UUID | None = None

    def teardown(self) -> None:
        transaction.set_rollback(True, using="studio")
        self.point.__exit__(None, None, None)

    def some(self, pick: int, keys: list[UUID]) -> UUID:
        return sorted(keys)[pick % len(keys)]

    @rule(family=st.sampled_from([0, 1]), amount=AMOUNTS, day=st.integers(1, 28))
    def post(self, family: int, amount: int, day: int) -> None:
        of = self.families[family]
        due_on = who(self.school)["on"].replace(day=day)
        made = charge(of, amount, self.school, due_on, tax_amount=amount // 11)
        self.pencil.charges[made.pk] = (family, amount)

    @rule(family=st.sampled_from([0, 1]), amount=AMOUNTS, is_card=st.booleans(), pick=PICK)
    def pay(self, family: int, amount: int, is_card: bool, pick: int) -> None:
        mine = [key for key, (of, _) in self.pencil.charges.items() if of == family]
        picked = [self.some(pick, mine)] if mine and pick % 2 else None
        self.number += 1
        how = ("card", f"pi_{self.number}") if is_card else ("check", "")
        made = pay(self.families[family], amount, self.school, *how, charges=picked)
        self.pencil.money[made.pk] = Money(family, amount, is_card)

    @rule(family=st.sampled_from([0, 1]), amount=AMOUNTS)
    def credit(self, family: int, amount: int) -> None:
        made = credit(self.families[family], amount, self.school)
        self.pencil.money[made.pk] = Money(family, amount)

    @precondition(lambda self: self.pencil.charges)
    @rule(pick=PICK)
    def take_a_charge_back(self, pick: int) -> None:
        key = self.some(pick, list(self.pencil.charges))
        given_up = Credit.objects.filter(
            allocations__charge=key, allocations__reversed_at=None, kind="write_off"
        )
        written_off = set(given_up.values_list("pk", flat=True))
        reverse_charge(charge=Charge.objects.get(pk=key), reason="Wrong", **who(self.school))
        del self.pencil.charges[key]
        for money in written_off:
            self.pencil.money[money].is_gone = True

    @precondition(lambda self: self.pencil.charges)
    @rule(pick=PICK)
    def give_up(self, pick: int) -> None:
        key = self.some(pick, list(self.pencil.charges))
        row = Charge.objects.get(pk=key)
        if row.open_amount:
            made = write_off(charge=row, reason="Moved away", **who(self.school))
            family, _ = self.pencil.charges[key]
            self.pencil.money[made.pk] = Money(family, made.amount, gives_up=key)

    @precondition(lambda self: self.pencil.money)
    @rule(pick=PICK)
    def take_money_back(self, pick: int) -> None:
        key = self.some(pick, list(self.pencil.money))
        known = self.pencil.money[key]
        receipt = Receipt.objects.filter(pk=key).first()
        try:
            if receipt is not None:
                reverse_receipt(receipt=receipt, reason="Returned", **who(self.school))
            else:
                reverse_credit(credit=Credit.objects.get(pk=key), reason="Wrong", **who(self.school))
        except Refused:
            assert known.is_gone or known.is_card or known.given_back
        else:
            assert (known.is_gone, known.is_card, known.given_back) == (False, False, 0)
            known.is_gone = True

    @precondition(lambda self: self.receipts())
    @rule(pick=PICK, fee=st.none() | AMOUNTS)
    def bounce(self, pick: int, fee: int | None) -> None:
        key = self.some(pick, self.receipts())
        known, check = self.pencil.money[key], Receipt.objects.get(pk=key)
        try:
            return_check(receipt=check, returned_on=TODAY, reason="funds", fee_amount=fee, **who(self.school))
        except Refused:
            assert known.is_gone or known.is_card or known.given_back
        else:
            assert (known.is_gone, known.is_card, known.given_back) == (False, False, 0)
            known.is_gone = True
            for asked in Charge.objects.filter(source_kind="returned_check", source_id=key):
                self.pencil.charges[asked.pk] = (known.family, fee or 0)

    @precondition(lambda self: self.receipts())
    @rule(pick=PICK, amount=AMOUNTS)
    def refund(self, pick: int, amount: int) -> None:
        key = self.some(pick, self.receipts())
        known, receipt = self.pencil.money[key], Receipt.objects.get(pk=key)
        try:
            record_refund(receipt=receipt, amount=amount, reason="Less", **who(self.school))
        except Refused:
            assert amount > known.left
        else:
            known.given_back += amount

    @precondition(lambda self: self.receipts(card=True))
    @rule(pick=PICK, amount=AMOUNTS)
    def dispute(self, pick: int, amount: int) -> None:
        key = self.some(pick, self.receipts(card=True))
        known, name = self.pencil.money[key], f"dp_{self.number}_{pick}_{amount}"
        amount = min(amount, known.left)
        if amount and name not in self.pencil.disputes:
            receipt = Receipt.objects.get(pk=key)
            open_dispute(receipt=receipt, amount=amount, gateway_dispute_id=name, **who(self.school))
            self.pencil.disputes[name] = (key, amount)
            known.given_back += amount

    @precondition(lambda self: self.pencil.disputes)
    @rule(won=st.booleans())
    def decide(self, won: bool) -> None:
        name = sorted(self.pencil.disputes)[0]
        key, amount = self.pencil.disputes.pop(name)
        close_dispute(gateway_dispute_id=name, won=won, **who(self.school))
        if won:
            self.pencil.money[key].given_back -= amount

    @precondition(lambda self: self.merge is None)
    @rule()
    def become_one(self) -> None:
        kept, merged = (account.family_id for account in self.families)
        by_whom = {"by": self.school.owner.actor, "at": NOON}
        self.merge = merge_records(kind="family", kept_id=kept, merged_id=merged, **by_whom).pk

    @precondition(lambda self: self.merge is not None)
    @rule()
    def become_two(self) -> None:
        assert self.merge is not None
        assert undo_merge(merge_id=self.merge, by=self.school.owner.actor, at=NOON) == []
        self.merge = None

    def receipts(self, *, card: bool = False) -> list[UUID]:
        known = self.pencil.money
        every = Receipt.objects.values_list("pk", flat=True)
        return [key for key in every if key in known and (known[key].is_card or not card)]

    @invariant()
    def books_are_right(self) -> None:
        if not hasattr(self, "families"):
            return
        owed = [self.pencil.balance(number) for number in range(len(self.families))]
        one = [(self.families[0], sum(owed))]
        in_force = one if self.merge else list(zip(self.families, owed, strict=True))
        assert faults(*[account for account, _ in in_force]) == []
        for account, amount in in_force:
            assert (balance_of(account), free_amount_of(account)) == (amount, max(0, -amount))


def test_the_books_are_right_after_every_step_in_any_order(studio: School) -> None:
    machine = type("BooksOfASchool", (Books,), {"school": studio})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=4,
            stateful_step_count=14,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
