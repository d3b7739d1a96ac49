"""The process: who is let in, what survives, and what must never be on disk."""

import signal
import ssl
import urllib.error
import urllib.request

import pytest
import stripe

from tests.counterparts.fixtures import Studio
from tests.counterparts.running import RunningStripe
from tests.counterparts.wishes import card_wish, checkout_wish, payment_wish

NUMBERS = ("4242424242424242", "4000000000000002", "5555555555554444", "4000000000009995")


def test_accounts_objects_and_money_survive_a_kill(
    counterpart: RunningStripe, studio_account: Studio
) -> None:
    intent = studio_account.stripe.payment_intents.create(payment_wish(metadata={"reference": "r-1"}))
    studio_account.stripe.refunds.create({"payment_intent": intent.id, "amount": 1000})
    before = studio_account.stripe.charges.retrieve(intent.latest_charge).to_dict()
    events = [event.id for event in studio_account.stripe.events.list().data]

    counterpart.restart(signal.SIGKILL)

    assert studio_account.stripe.charges.retrieve(intent.latest_charge).to_dict() == before
    assert [event.id for event in studio_account.stripe.events.list().data] == events
    assert studio_account.stripe.balance.retrieve().available[0].amount == 4825 - 1000


def test_no_card_number_is_ever_on_disk(counterpart: RunningStripe, studio_account: Studio) -> None:
    opened = studio_account.stripe.checkout.sessions.create(checkout_wish())
    for number in NUMBERS:
        studio_account.stripe.payment_methods.create(card_wish(number), {"idempotency_key": number[-5:]})
        counterpart.pay(opened.url, " ".join(number[place : place + 4] for place in range(0, 16, 4)))

    files = [
        path for path in counterpart.state.parent.iterdir() if path.name.startswith(counterpart.state.name)
    ]
    written = b"".join(path.read_bytes() for path in files)
    found = [number for number in NUMBERS if number.encode() in written or number[:12].encode() in written]

    assert len(files) == 3  # the database, its log and its index: what was written last is among them
    assert opened.id.encode() in written
    assert studio_account.key.encode() not in written
    assert found == []


@pytest.mark.parametrize("key", ["none", "sk_live_abcdefghijklmnop", "pk_test_abcdefghijklmnop", "sk_test_"])
def test_only_a_secret_test_key_is_let_in(counterpart: RunningStripe, key: str) -> None:
    refused = counterpart.ask("GET", "/v1/charges", headers={"Authorization": f"Bearer {key}"})
    let_in = counterpart.ask("GET", "/v1/charges", headers={"Authorization": "Bearer sk_test_abcdefghijkl"})

    assert (refused.status_code, refused.json()["error"]["type"]) == (401, "invalid_request_error")
    assert (let_in.status_code, let_in.json()["data"]) == (200, [])


def test_the_sdk_takes_a_wrong_key_for_what_it_is(counterpart: RunningStripe) -> None:
    answer = counterpart.ask("GET", "/v1/charges", headers={"Authorization": "Bearer sk_live_abcdefghijkl"})

    assert "sk_live_abcdefghijkl" not in answer.text


def test_a_page_in_a_browser_cannot_ask_controls(counterpart: RunningStripe) -> None:
    without = counterpart.ask("GET", "/_control/charges")
    with_header = counterpart.ask("GET", "/_control/charges", headers={"X-Counterpart-Control": "yes"})

    assert (without.status_code, with_header.status_code) == (403, 200)


def test_a_foreign_host_name_is_not_served(counterpart: RunningStripe) -> None:
    port = counterpart.address.rpartition(":")[2]
    trust = ssl.create_default_context(cafile=str(counterpart.certificates.authority))

    def status(host: str) -> int:
        request = urllib.request.Request(f"https://127.0.0.1:{port}/v1/charges", headers={"Host": host})
        request.add_header("Authorization", "Bearer sk_test_abcdefghijkl")
        try:
            with urllib.request.urlopen(request, context=trust) as answer:
                return answer.status
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code

    assert [status(host) for host in ("pay.localhost", "evil.example.com", "localhost.example.com")] == [
        200, 403, 403,
    ]  # fmt: skip


def test_an_unknown_address_answers_in_stripes_shape(counterpart: RunningStripe) -> None:
    answer = counterpart.ask(
        "GET", "/v1/subscriptions", headers={"Authorization": "Bearer sk_test_abcdefghijkl"}
    )

    assert answer.status_code == 404
    assert answer.json()["error"]["message"] == "Unrecognized request URL (GET: /v1/subscriptions)."


def test_another_account_expands_nothing_of_ours(studio_account: Studio, other_account: Studio) -> None:
    method = studio_account.stripe.payment_methods.create(card_wish(NUMBERS[0]))

    with pytest.raises(stripe.InvalidRequestError) as refusal:
        other_account.stripe.payment_intents.create(payment_wish(method=method.id))

    assert refusal.value.code == "resource_missing"


@pytest.mark.parametrize("wish", ["amount", "nothing", "id", "a.b.c.d.e"])
def test_what_cannot_be_expanded_is_refused(studio_account: Studio, wish: str) -> None:
    intent = studio_account.stripe.payment_intents.create(payment_wish())

    with pytest.raises(stripe.InvalidRequestError) as refusal:
        studio_account.stripe.charges.retrieve(intent.latest_charge, {"expand": [wish]})
    whole = studio_account.stripe.charges.retrieve(intent.latest_charge, {"expand": ["payment_intent"]})

    assert refusal.value.param == "expand"
    assert whole.payment_intent.id == intent.id
