"""Webhooks: signed, retried until taken, and as unreliable as a test asks for."""

import time

import pytest
import stripe

from counterparts.stripe.deliveries import signature
from tests.counterparts.fixtures import Studio
from tests.counterparts.receiver import Receiver
from tests.counterparts.running import RunningStripe
from tests.counterparts.wishes import payment_wish

PAID = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"]


def registered(account: Studio, receiver: Receiver, *kinds: str) -> stripe.WebhookEndpoint:
    wanted = list(kinds) or ["*"]
    return account.stripe.webhook_endpoints.create({"url": receiver.url, "enabled_events": wanted})


def states(counterpart: RunningStripe, endpoint: stripe.WebhookEndpoint) -> list[tuple[str, int]]:
    rows = counterpart.control("GET", "deliveries")
    return [(row["state"], row["attempts"]) for row in rows if row["endpoint"] == endpoint.id]


def test_stripes_own_check_accepts_what_is_delivered_and_nothing_edited(
    studio_account: Studio, receiver: Receiver
) -> None:
    endpoint = registered(studio_account, receiver, "charge.succeeded")
    intent = studio_account.stripe.payment_intents.create(payment_wish())

    [received] = receiver.wait_for(1)

    event = stripe.Webhook.construct_event(received.body, received.signature, endpoint.secret)
    assert (event.type, event.data.object["id"]) == ("charge.succeeded", intent.latest_charge)
    for body, secret in (
        (received.body.replace(b"5000", b"9000"), endpoint.secret),
        (received.body, "whsec_of_somebody_else"),
    ):
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(body, received.signature, secret)


def test_the_signature_is_the_one_stripe_publishes() -> None:
    body, secret, moment = b'{"id": "evt_1"}', "whsec_test", 1_700_000_000

    assert signature(body, secret, moment) == stripe.WebhookSignature.generate_signature_header(
        body.decode(), secret, moment
    )


def test_only_the_wanted_kinds_of_the_own_account_come(
    studio_account: Studio, other_account: Studio, receiver: Receiver
) -> None:
    registered(studio_account, receiver, "charge.succeeded")

    other_account.stripe.payment_intents.create(payment_wish())
    intent = studio_account.stripe.payment_intents.create(payment_wish())
    receiver.wait_for(1)
    time.sleep(0.3)

    assert [one.event["data"]["object"]["id"] for one in receiver.received] == [intent.latest_charge]


def test_what_is_not_taken_comes_again_with_the_same_id(
    counterpart: RunningStripe, studio_account: Studio, receiver: Receiver
) -> None:
    endpoint = registered(studio_account, receiver, "charge.succeeded")
    receiver.answers = [500, 404]

    studio_account.stripe.payment_intents.create(payment_wish())
    received = receiver.wait_for(3)
    wait_until_settled(counterpart, endpoint)

    assert len({one.event["id"] for one in received}) == 1
    assert states(counterpart, endpoint) == [("delivered", 3)]


def test_a_redirect_is_not_taking_it(
    counterpart: RunningStripe, studio_account: Studio, receiver: Receiver
) -> None:
    endpoint = registered(studio_account, receiver, "charge.succeeded")
    receiver.answers = [302]

    studio_account.stripe.payment_intents.create(payment_wish())
    receiver.wait_for(2)
    wait_until_settled(counterpart, endpoint)

    assert states(counterpart, endpoint) == [("delivered", 2)]


def test_an_address_where_nobody_listens_is_tried_again(
    counterpart: RunningStripe, studio_account: Studio
) -> None:
    endpoint = studio_account.stripe.webhook_endpoints.create(
        {"url": "https://studio.localhost:9/webhook", "enabled_events": ["charge.succeeded"]}
    )

    studio_account.stripe.payment_intents.create(payment_wish())
    wait_until(lambda: states(counterpart, endpoint)[0][1] >= 2)

    assert states(counterpart, endpoint)[0][0] == "waiting"
    studio_account.stripe.webhook_endpoints.delete(endpoint.id)


def test_deliveries_can_be_doubled(
    counterpart: RunningStripe, studio_account: Studio, receiver: Receiver
) -> None:
    counterpart.control("POST", "webhooks", {"copies": 3})
    registered(studio_account, receiver, "charge.succeeded")

    studio_account.stripe.payment_intents.create(payment_wish())
    received = receiver.wait_for(3)

    assert len({one.event["id"] for one in received}) == 1


def test_deliveries_can_be_lost_and_the_events_still_be_asked_for(
    counterpart: RunningStripe, studio_account: Studio, receiver: Receiver
) -> None:
    counterpart.control("POST", "webhooks", {"drop": True})
    endpoint = registered(studio_account, receiver)

    studio_account.stripe.payment_intents.create(payment_wish())
    wait_until_settled(counterpart, endpoint)
    counterpart.control("POST", "webhooks", {"drop": False})
    resent = studio_account.stripe.events.list({"type": "charge.succeeded"}).data[0]
    counterpart.control("POST", "deliveries", {"event": resent.id})
    receiver.wait_for(1)

    assert states(counterpart, endpoint)[:3] == [("dropped", 1)] * 3
    assert [event.type for event in studio_account.stripe.events.list().data][::-1] == PAID
    assert receiver.kinds() == ["charge.succeeded"]


def test_deliveries_can_be_held_back_and_come_in_another_order(
    counterpart: RunningStripe, studio_account: Studio, receiver: Receiver
) -> None:
    counterpart.control("POST", "webhooks", {"hold": True, "shuffle": True})
    registered(studio_account, receiver)
    for _ in range(2):
        studio_account.stripe.payment_intents.create(payment_wish())
    time.sleep(0.3)
    held = list(receiver.received)

    counterpart.control("POST", "webhooks", {"hold": False})
    receiver.wait_for(6)

    assert held == []
    assert sorted(receiver.kinds()) == sorted(PAID * 2)


def test_deliveries_wait_over_a_restart(
    counterpart: RunningStripe, studio_account: Studio, receiver: Receiver
) -> None:
    counterpart.control("POST", "webhooks", {"hold": True})
    registered(studio_account, receiver, "charge.succeeded")
    studio_account.stripe.payment_intents.create(payment_wish())

    counterpart.restart()
    counterpart.control("POST", "webhooks", {"hold": False})

    assert [one.event["type"] for one in receiver.wait_for(1)] == ["charge.succeeded"]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/webhook",
        "https://localhost.example.com/",
        "ftp://localhost/",
        "https://10.0.0.1/",
        "webhook",
    ],
)
def test_nobody_outside_this_computer_is_called(studio_account: Studio, url: str) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        studio_account.stripe.webhook_endpoints.create({"url": url, "enabled_events": ["*"]})

    assert refusal.value.param == "url"


def test_the_secret_is_told_once(studio_account: Studio, receiver: Receiver) -> None:
    endpoint = registered(studio_account, receiver)

    again = studio_account.stripe.webhook_endpoints.retrieve(endpoint.id)

    assert (endpoint.secret[:6], "secret" in again.to_dict()) == ("whsec_", False)


def wait_until_settled(counterpart: RunningStripe, endpoint: stripe.WebhookEndpoint) -> None:
    wait_until(lambda: {state for state, _ in states(counterpart, endpoint)} <= {"delivered", "dropped"})


def wait_until(holds: object) -> None:
    until = time.monotonic() + 10
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.05)
