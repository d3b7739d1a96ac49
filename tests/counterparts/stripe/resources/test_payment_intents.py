"""Charging a card from a program: paid, refused, attached, given up."""

import pytest
import stripe

from tests.counterparts.fixtures import Studio
from tests.counterparts.wishes import card_wish, payment_wish


def test_a_confirmed_intent_is_charged_with_its_fee(studio_account: Studio) -> None:
    intent = studio_account.stripe.payment_intents.create(
        payment_wish(5000, expand=["latest_charge.balance_transaction"])
    )

    movement = intent.latest_charge.balance_transaction
    assert (intent.status, intent.amount_received) == ("succeeded", 5000)
    assert (movement.amount, movement.fee, movement.net) == (5000, 175, 4825)  # 2.9 % and 30 cents
    assert studio_account.stripe.balance.retrieve().available[0].amount == 4825


def test_a_refused_card_is_an_error_that_keeps_what_happened(studio_account: Studio) -> None:
    with pytest.raises(stripe.CardError) as refusal:
        studio_account.stripe.payment_intents.create(
            payment_wish(method="pm_card_chargeDeclinedInsufficientFunds")
        )

    error = refusal.value.json_body["error"]
    intent = studio_account.stripe.payment_intents.retrieve(error["payment_intent"]["id"])
    charge = studio_account.stripe.charges.retrieve(error["charge"])
    assert (refusal.value.http_status, error["code"], error["decline_code"]) == (
        402, "card_declined", "insufficient_funds",
    )  # fmt: skip
    assert (intent.status, intent.last_payment_error.decline_code) == (
        "requires_payment_method", "insufficient_funds",
    )  # fmt: skip
    assert (charge.status, charge.paid) == ("failed", False)


def test_a_card_that_asks_its_holder_cannot_be_charged_while_they_are_away(studio_account: Studio) -> None:
    customer = studio_account.stripe.customers.create()
    method = studio_account.stripe.payment_methods.attach(
        "pm_card_authenticationRequired", {"customer": customer.id}
    )

    with pytest.raises(stripe.CardError) as refusal:
        studio_account.stripe.payment_intents.create(
            payment_wish(method=method.id, customer=customer.id, off_session=True)
        )

    assert refusal.value.code == "authentication_required"


@pytest.mark.parametrize(
    ("change", "code", "param"),
    [
        ({"amount": 49}, "amount_too_small", "amount"),
        ({"amount": 100_000_000}, "amount_too_large", "amount"),
        ({"amount": "12.50"}, "parameter_invalid_integer", "amount"),
        ({"amount": -1}, "amount_too_small", "amount"),
        ({"currency": "doubloons"}, None, "currency"),
        ({"currency": ""}, "parameter_invalid_empty", "currency"),
        ({"payment_method": "pm_nothing"}, "resource_missing", "payment_method"),
        ({"of_session": "true"}, "parameter_unknown", "of_session"),
    ],
)
def test_a_wrong_wish_is_refused_by_name(
    studio_account: Studio, change: dict, code: str | None, param: str
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        studio_account.stripe.payment_intents.create(payment_wish(**change))

    assert (refusal.value.http_status, refusal.value.code, refusal.value.param) == (
        404 if code == "resource_missing" else 400, code, param,
    )  # fmt: skip
    assert studio_account.stripe.charges.list().data == []


def test_an_intent_that_is_paid_can_be_neither_paid_again_nor_given_up(studio_account: Studio) -> None:
    intents = studio_account.stripe.payment_intents
    intent = intents.create(payment_wish())

    for again in (intents.confirm, intents.cancel):
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            again(intent.id)
        assert refusal.value.code == "payment_intent_unexpected_state"

    assert len(studio_account.stripe.charges.list().data) == 1


def test_a_card_belongs_to_one_customer(studio_account: Studio) -> None:
    first, second = (studio_account.stripe.customers.create() for _ in range(2))
    method = studio_account.stripe.payment_methods.create(card_wish("4242424242424242"))
    studio_account.stripe.payment_methods.attach(method.id, {"customer": first.id})

    with pytest.raises(stripe.InvalidRequestError, match="belongs to another customer"):
        studio_account.stripe.payment_intents.create(payment_wish(method=method.id, customer=second.id))

    paid = studio_account.stripe.payment_intents.create(payment_wish(method=method.id, customer=first.id))
    assert paid.status == "succeeded"


def test_a_detached_card_is_not_charged_again(studio_account: Studio) -> None:
    customer = studio_account.stripe.customers.create()
    method = studio_account.stripe.payment_methods.attach("pm_card_visa", {"customer": customer.id})
    studio_account.stripe.payment_methods.detach(method.id)

    with pytest.raises(stripe.InvalidRequestError, match="detached"):
        studio_account.stripe.payment_intents.create(payment_wish(method=method.id, customer=customer.id))


def test_a_card_may_be_saved_well_and_fail_when_charged(studio_account: Studio) -> None:
    customer = studio_account.stripe.customers.create()
    method = studio_account.stripe.payment_methods.attach(
        "pm_card_chargeCustomerFail", {"customer": customer.id}
    )

    with pytest.raises(stripe.CardError) as at_saving:
        studio_account.stripe.payment_methods.attach("pm_card_chargeDeclined", {"customer": customer.id})
    with pytest.raises(stripe.CardError) as at_charging:
        studio_account.stripe.payment_intents.create(payment_wish(method=method.id, customer=customer.id))

    assert (at_saving.value.code, at_charging.value.code) == ("card_declined", "card_declined")
    methods = studio_account.stripe.customers.payment_methods.list(customer.id).data
    assert [kept.id for kept in methods] == [method.id]
