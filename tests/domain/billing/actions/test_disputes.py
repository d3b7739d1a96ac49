"""A card holder's bank takes a payment back, and perhaps returns it."""

from __future__ import annotations

import pytest

from museminder.domain.billing.actions.disputes import close_dispute, open_dispute
from museminder.domain.billing.models import Dispute, FamilyAccount, Receipt
from museminder.domain.billing.queries.balances import balance_of
from museminder.domain.billing.queries.statements import statement_of
from museminder.domain.billing.rules.refusals import NotYet, Refused
from tests.factories.money import charge, faults, ledger, make_account, pay, who
from tests.schools import School


def disputed(school: School, amount: int = 30_00) -> tuple[FamilyAccount, Receipt]:
    family = make_account()
    charge(family, 30_00, school)
    receipt = pay(family, 30_00, school, "card", "pi_1")
    open_dispute(receipt=receipt, amount=amount, gateway_dispute_id="dp_1", **who(school))
    return family, receipt


def test_a_disputed_payment_is_owed_again_and_stands_on_the_statement(studio: School) -> None:
    family, receipt = disputed(studio)
    assert (balance_of(family), ledger().get("card_clearing")) == (30_00, None)
    assert [(line.kind, line.amount) for line in statement_of(family)][-1] == ("dispute", 30_00)
    again = open_dispute(receipt=receipt, amount=30_00, gateway_dispute_id="dp_1", **who(studio))
    assert (Dispute.objects.count(), again.state, balance_of(family)) == (1, "open", 30_00)
    assert faults(family) == []


def test_a_dispute_won_brings_the_money_back_once(studio: School) -> None:
    family, _ = disputed(studio)
    for _ in range(2):
        close_dispute(gateway_dispute_id="dp_1", won=True, **who(studio))
    assert (balance_of(family), ledger()["card_clearing"], faults(family)) == (0, 30_00, [])
    assert Dispute.objects.get().state == "won"


def test_a_dispute_lost_stays_lost(studio: School) -> None:
    family, _ = disputed(studio, 10_00)
    close_dispute(gateway_dispute_id="dp_1", won=False, **who(studio))
    close_dispute(gateway_dispute_id="dp_1", won=True, **who(studio))  # decided once
    assert (balance_of(family), Dispute.objects.get().state, faults(family)) == (10_00, "lost", [])


def test_no_more_is_disputed_than_was_paid_and_none_is_closed_that_was_not_opened(studio: School) -> None:
    _, receipt = disputed(studio)
    with pytest.raises(Refused, match="disputes more"):
        open_dispute(receipt=receipt, amount=1, gateway_dispute_id="dp_2", **who(studio))
    with pytest.raises(NotYet):
        close_dispute(gateway_dispute_id="dp_9", won=True, **who(studio))
