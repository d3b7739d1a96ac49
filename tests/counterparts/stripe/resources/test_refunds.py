"""Money goes back to the card, never more than was paid."""

import pytest
import stripe

from tests.counterparts.fixtures import Studio
from tests.counterparts.running import RunningStripe
from tests.counterparts.wishes import payment_wish


def test_a_charge_is_refunded_in_parts_up_to_what_was_paid(studio_account: Studio) -> None:
    charge_id = studio_account.stripe.payment_intents.create(payment_wish(5000)).latest_charge
    refunds = studio_account.stripe.refunds

    first = refunds.create({"charge": charge_id, "amount": 2000, "reason": "requested_by_customer"})
    rest = refunds.create({"charge": charge_id})

    charge = studio_account.stripe.charges.retrieve(charge_id)
    assert [(one.amount, one.status) for one in (first, rest)] == [(2000, "succeeded"), (3000, "succeeded")]
    assert (charge.amount_refunded, charge.refunded) == (5000, True)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        refunds.create({"charge": charge_id, "amount": 1})
    assert refusal.value.code == "charge_already_refunded"


def test_more_than_is_left_is_refused_and_changes_nothing(studio_account: Studio) -> None:
    charge_id = studio_account.stripe.payment_intents.create(payment_wish(5000)).latest_charge
    refunds = studio_account.stripe.refunds

    sentences = []
    for amount in (5001, 3001):
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            refunds.create({"charge": charge_id, "amount": amount})
        sentences.append(str(refusal.value.user_message))
        if amount == 5001:
            refunds.create({"charge": charge_id, "amount": 2000})

    assert sentences == [
        "Refund amount ($50.01) is greater than charge amount ($50.00)",
        "Refund amount ($30.01) is greater than unrefunded amount on charge ($30.00)",
    ]
    assert studio_account.stripe.charges.retrieve(charge_id).amount_refunded == 2000


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_and_less_cannot_be_refunded(studio_account: Studio, amount: int) -> None:
    charge_id = studio_account.stripe.payment_intents.create(payment_wish()).latest_charge

    with pytest.raises(stripe.InvalidRequestError) as refusal:
        studio_account.stripe.refunds.create({"charge": charge_id, "amount": amount})

    assert refusal.value.param == "amount"


def test_a_refund_that_the_bank_sends_back_makes_the_charge_whole_again(
    counterpart: RunningStripe, studio_account: Studio
) -> None:
    intent = studio_account.stripe.payment_intents.create(payment_wish(5000))
    refund = studio_account.stripe.refunds.create({"payment_intent": intent.id, "amount": 2000})

    counterpart.control("POST", "refund_failures", {"refund": refund.id})

    assert studio_account.stripe.refunds.retrieve(refund.id).status == "failed"
    assert studio_account.stripe.charges.retrieve(intent.latest_charge).amount_refunded == 0
    assert studio_account.stripe.balance.retrieve().available[0].amount == 4825


def test_another_studios_charge_cannot_be_refunded(studio_account: Studio, other_account: Studio) -> None:
    charge_id = studio_account.stripe.payment_intents.create(payment_wish()).latest_charge

    with pytest.raises(stripe.InvalidRequestError) as refusal:
        other_account.stripe.refunds.create({"charge": charge_id})
    with pytest.raises(stripe.InvalidRequestError) as nothing:
        other_account.stripe.refunds.create({"charge": "ch_nothing"})

    assert str(refusal.value.user_message) == f"No such charge: '{charge_id}'"
    assert (refusal.value.http_status, refusal.value.code) == (nothing.value.http_status, nothing.value.code)
    assert studio_account.stripe.refunds.create({"charge": charge_id}).status == "succeeded"
