"""Giving money back."""

from __future__ import annotations

import pytest

from museminder.domain.billing.actions.receipts import reverse_receipt
from museminder.domain.billing.actions.refunds import ask_for_refund, checkout_of, settle_refund
from museminder.domain.billing.models import PaymentAttempt, Refund
from museminder.domain.billing.queries.balances import balance_of
from museminder.domain.billing.rules.refusals import Refused
from tests.factories.money import charge, faults, ledger, make_account, pay, who
from tests.schools import NOON, School


def test_cash_is_given_back_at_once(studio: School) -> None:
    family = make_account()
    charge(family, 30_00, studio)
    receipt = pay(family, 40_00, studio, "cash")
    ask_for_refund(receipt=receipt, amount=15_00, reason="Two lessons less", **who(studio))
    assert (balance_of(family), ledger()["cash"], faults(family)) == (5_00, 25_00, [])


def test_a_card_is_refunded_when_the_gateway_has_done_it_and_once(studio: School) -> None:
    family = make_account()
    charge(family, 30_00, studio)
    receipt = pay(family, 30_00, studio, "card", "pi_1")
    asked = ask_for_refund(receipt=receipt, amount=10_00, reason="One lesson", **who(studio))
    assert (asked.state, balance_of(family)) == ("asked", 0)
    with pytest.raises(Refused, match="more than what is left"):
        ask_for_refund(receipt=receipt, amount=20_01, reason="The rest and more", **who(studio))

    for _ in range(2):
        settle_refund(refund_id=asked.pk, gateway_refund_id="re_1", problem="", **who(studio))

    done = Refund.objects.get()
    assert (done.pk, done.state, done.gateway_refund_id) == (asked.pk, "done", "re_1")
    assert (balance_of(family), ledger()["card_clearing"], faults(family)) == (10_00, 20_00, [])


def test_a_refund_the_gateway_refused_changes_no_balance_and_can_be_asked_again(studio: School) -> None:
    family = make_account()
    receipt = pay(family, 30_00, studio, "card", "pi_1")
    asked = ask_for_refund(receipt=receipt, amount=30_00, reason="All", **who(studio))
    settle_refund(refund_id=asked.pk, gateway_refund_id="", problem="Card closed", **who(studio))
    assert (Refund.objects.get().state, balance_of(family)) == ("failed", -30_00)
    assert ask_for_refund(receipt=receipt, amount=30_00, reason="Again", **who(studio)).state == "asked"


def test_a_card_payment_is_refunded_and_not_taken_back_by_hand(studio: School) -> None:
    receipt = pay(make_account(), 30_00, studio, "card", "pi_1")
    with pytest.raises(Refused, match="refund the card"):
        reverse_receipt(receipt=receipt, reason="Wrong", **who(studio))


def test_the_checkout_of_a_receipt_is_that_of_its_own_transaction(studio: School) -> None:
    family = make_account()
    receipt = pay(family, 30_00, studio, "card", "pi_2")
    for number in (1, 2):
        PaymentAttempt.objects.create(
            family_account=family,
            family_ref=family.family_id,
            amount=30_00,
            state="paid",
            checkout_id=f"cs_{number}",
            transaction_id=f"pi_{number}",
            created_at=NOON,
        )
    assert checkout_of(receipt) == "cs_2"
    assert checkout_of(pay(family, 30_00, studio, "card", "pi_3")) is None
