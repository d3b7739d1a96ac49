"""A payer pays, is refused, comes too late, clicks twice, saves a card."""

import time

import pytest
import stripe

from tests.counterparts.fixtures import Studio
from tests.counterparts.running import RunningStripe
from tests.counterparts.wishes import JUNE, checkout_wish, setup_wish


def test_a_paid_session_has_one_charge_and_sends_the_payer_back(
    counterpart: RunningStripe, studio_account: Studio
) -> None:
    sessions = studio_account.stripe.checkout.sessions
    opened = sessions.create(checkout_wish(payment_intent_data={"metadata": {"reference": "r-1"}}))

    answer = counterpart.pay(opened.url)

    paid = sessions.retrieve(opened.id, {"expand": ["payment_intent.latest_charge"]})
    charge = paid.payment_intent.latest_charge
    assert (opened.status, opened.payment_status, opened.payment_intent) == ("open", "unpaid", None)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"https://member.localhost:8443/paid?session={opened.id}"
    assert (paid.status, paid.payment_status, paid.url) == ("complete", "paid", None)
    assert (charge.amount, charge.currency, charge.status, charge.metadata.to_dict()) == (
        5000, "usd", "succeeded", {"reference": "r-1"},
    )  # fmt: skip
    assert charge.payment_method_details.card.last4 == "4242"
    assert [row["id"] for row in counterpart.charges(studio_account.account_id)] == [charge.id]


def test_pressing_pay_twice_charges_once(counterpart: RunningStripe, studio_account: Studio) -> None:
    opened = studio_account.stripe.checkout.sessions.create(checkout_wish())

    answers = [counterpart.pay(opened.url) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert [charge["status"] for charge in counterpart.charges(studio_account.account_id)] == ["succeeded"]


@pytest.mark.parametrize(
    ("number", "sentence", "failure_code"),
    [
        ("4000000000000002", "Your card was declined.", "card_declined"),
        ("4000000000009995", "Your card has insufficient funds.", "card_declined"),
        ("4000000000000069", "Your card has expired.", "expired_card"),
        ("4000000000000127", "Your card&#39;s security code is incorrect.", "incorrect_cvc"),
    ],
)
def test_a_refused_card_says_why_and_another_card_still_pays(
    counterpart: RunningStripe, studio_account: Studio, number: str, sentence: str, failure_code: str
) -> None:
    sessions = studio_account.stripe.checkout.sessions
    opened = sessions.create(checkout_wish())

    refused = counterpart.pay(opened.url, number)
    still_open = sessions.retrieve(opened.id).status
    paid = counterpart.pay(opened.url)

    assert (refused.status_code, still_open, paid.status_code) == (402, "open", 303)
    assert refused.text.count(sentence) == 2  # in the summary and beside the field
    assert number not in refused.text
    charges = counterpart.charges(studio_account.account_id)
    assert [(charge["status"], charge["failure_code"]) for charge in charges] == [
        ("succeeded", None),
        ("failed", failure_code),
    ]
    assert len({charge["payment_intent"] for charge in charges}) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"card_number": "4242424242424241"}, "Your card number is incorrect."),
        ({"card_number": "4111111111111111"}, "used a non test card."),
        ({"card_number": ""}, "Enter the card number."),
        ({"expiry": "13/40"}, "Your card&#39;s expiration month is invalid."),
        ({"expiry": "01/20"}, "Your card&#39;s expiration year is invalid."),
        ({"expiry": "soon"}, "Enter the expiry date as month and year, such as 09/29."),
        ({"security_code": "12"}, "Your card&#39;s security code is invalid."),
        ({"security_code": ""}, "Enter the security code."),
        ({"cardholder_name": " "}, "Enter the name on the card."),
        ({"email": "maria"}, "Enter an e-mail address such as maria@example.com."),
    ],
)
def test_a_slip_of_the_hand_charges_nothing_and_is_explained(
    counterpart: RunningStripe, studio_account: Studio, typed: dict[str, str], sentence: str
) -> None:
    opened = studio_account.stripe.checkout.sessions.create(checkout_wish())

    answer = counterpart.pay(opened.url, **typed)

    assert answer.status_code == 422
    assert answer.text.count(sentence) == 2
    assert "<title>Error: " in answer.text
    assert counterpart.charges(studio_account.account_id) == []


def test_a_session_closed_by_the_studio_cannot_be_paid(
    counterpart: RunningStripe, studio_account: Studio
) -> None:
    sessions = studio_account.stripe.checkout.sessions
    opened = sessions.create(checkout_wish())

    expired = sessions.expire(opened.id)
    answer = counterpart.pay(opened.url)

    assert (expired.status, expired.url) == ("expired", None)
    assert "This page is no longer open" in answer.text
    assert counterpart.charges(studio_account.account_id) == []
    with pytest.raises(stripe.InvalidRequestError, match="can be expired"):
        sessions.expire(opened.id)


def test_a_session_expires_by_itself(counterpart: RunningStripe, studio_account: Studio) -> None:
    sessions = studio_account.stripe.checkout.sessions
    opened = sessions.create(checkout_wish(expires_at=int(time.time()) + 1800))

    counterpart.control("POST", "clock", {"ahead_seconds": 1790})
    before = sessions.retrieve(opened.id).status
    counterpart.control("POST", "clock", {"ahead_seconds": 1810})

    assert (before, sessions.retrieve(opened.id).status) == ("open", "expired")
    assert counterpart.pay(opened.url).status_code == 200
    assert counterpart.charges(studio_account.account_id) == []


def test_the_page_guards_itself(counterpart: RunningStripe, studio_account: Studio) -> None:
    opened = studio_account.stripe.checkout.sessions.create(checkout_wish())

    page = counterpart.ask("GET", opened.url)

    assert page.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
        "form-action 'self' https://member.localhost:8443"
    )
    assert page.headers["cache-control"] == "no-store"
    assert [word in page.text for word in ("<script", "style=", "$50.00", JUNE)] == [False, False, True, True]
    assert 'href="https://member.localhost:8443/account"' in page.text


def test_what_a_studio_names_its_invoice_stays_text(
    counterpart: RunningStripe, studio_account: Studio
) -> None:
    wish = checkout_wish()
    wish["line_items"][0]["price_data"]["product_data"]["name"] = "<script>alert(1)</script>"
    opened = studio_account.stripe.checkout.sessions.create(wish)

    page = counterpart.ask("GET", opened.url)

    assert page.text.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 1
    assert page.text.count("<script") == 0


def test_a_saved_card_is_charged_later_while_nobody_is_at_the_page(
    counterpart: RunningStripe, studio_account: Studio
) -> None:
    opened = studio_account.stripe.checkout.sessions.create(setup_wish(customer_creation="always"))
    counterpart.pay(opened.url)

    saved = studio_account.stripe.checkout.sessions.retrieve(opened.id, {"expand": ["setup_intent"]})
    paid = studio_account.stripe.payment_intents.create({
        "amount": 700, "currency": "usd", "customer": saved.customer, "off_session": True, "confirm": True,
        "payment_method": saved.setup_intent.payment_method,
    })  # fmt: skip

    assert (saved.status, saved.payment_status, saved.setup_intent.status) == (
        "complete", "no_payment_required", "succeeded",
    )  # fmt: skip
    assert (paid.status, paid.amount_received) == ("succeeded", 700)


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"line_items": []}, "line_items"),
        ({"mode": "gift"}, "mode"),
        ({"success_url": "javascript:alert(1)"}, "success_url"),
        ({"expires_at": 1}, "expires_at"),
        ({"customer": "cus_nobody"}, "customer"),
        ({"colour": "blue"}, "colour"),
        ({"setup_intent_data": {"description": "x"}}, "setup_intent_data"),
    ],
)
def test_a_wrong_wish_opens_nothing(studio_account: Studio, change: dict, param: str) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        studio_account.stripe.checkout.sessions.create(checkout_wish(**change))

    assert refusal.value.param == param
    assert studio_account.stripe.checkout.sessions.list().data == []
