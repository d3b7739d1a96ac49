"""A notification is believed when the studio's secret signed exactly it, within five minutes."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from counterparts.stripe.deliveries import signature
from museminder.domain.billing.gateways.errors import NotificationRefused
from museminder.domain.billing.gateways.stripe.records import Event
from museminder.domain.billing.gateways.stripe.webhooks import event_of, verify_event

SECRET = "whsec_of_the_conservatory"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PAYLOAD: dict[str, Any] = {
    "id": "evt_1",
    "object": "event",
    "type": "checkout.session.completed",
    "created": 1_795_348_790,
    "data": {"object": {"id": "cs_test_1", "object": "checkout.session", "amount_total": 18_050}},
}
BODY = json.dumps(PAYLOAD, indent=2).encode()


def signed(body: bytes = BODY, secret: str = SECRET, at: datetime = NOW) -> str:
    return signature(body, secret, int(at.timestamp()))


def test_a_signed_notification_is_read() -> None:
    assert verify_event(BODY, signed(), SECRET, NOW) == Event(
        "evt_1",
        "checkout.session.completed",
        datetime.fromtimestamp(1_795_348_790, UTC),
        PAYLOAD["data"]["object"],
        PAYLOAD,
    )


@pytest.mark.parametrize("late", [-300, -1, 0, 299, 300])
def test_five_minutes_either_way_are_believed(late: int) -> None:
    assert verify_event(BODY, signed(), SECRET, NOW + timedelta(seconds=late)).id == "evt_1"


@pytest.mark.parametrize("late", [-3600, -301, 301, 3600, 86_400])
def test_an_old_notification_and_one_from_the_future_are_not(late: int) -> None:
    with pytest.raises(NotificationRefused) as refusal:
        verify_event(BODY, signed(), SECRET, NOW + timedelta(seconds=late))

    assert str(refusal.value) == "The notification was signed more than five minutes from now."


def test_moving_the_moment_of_an_old_signature_breaks_it() -> None:
    old = signed(at=NOW - timedelta(hours=1))
    moved = f"t={int(NOW.timestamp())},{old.partition(',')[2]}"

    with pytest.raises(NotificationRefused):
        verify_event(BODY, moved, SECRET, NOW)


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (BODY.replace(b"18050", b"1"), signed()),
        (BODY + b" ", signed()),
        (BODY, signed(secret="whsec_of_another_studio")),
        (BODY, signed(secret="")),
        (BODY, ""),
        (BODY, "t=1"),
        (BODY, f"v1={'0' * 64}"),
        (BODY, f"t={int(NOW.timestamp())},v1={'0' * 64}"),
        (BODY, f"t={int(NOW.timestamp())},v0={signed().rpartition('=')[2]}"),
        (BODY, f"t=soon,v1={'0' * 64}"),
        (BODY, f"t={10**30},v1={'0' * 64}"),
        (BODY, "t=,v1="),
        (BODY, "nonsense"),
        (BODY, "ünsinn,t=1,v1=é"),
        (b"\xff\xfe", signed(b"\xff\xfe")),
    ],
)
def test_a_forged_edited_or_broken_one_is_refused_and_the_true_one_is_not(body: bytes, header: str) -> None:
    with pytest.raises(NotificationRefused) as refusal:
        verify_event(body, header, SECRET, NOW)

    assert str(refusal.value) == "The notification is not signed by the studio's Stripe account."
    assert verify_event(BODY, signed(), SECRET, NOW).id == "evt_1"


def test_one_true_signature_among_several_is_enough_while_a_secret_is_changed() -> None:
    both = f"{signed(secret='whsec_before')},{signed().partition(',')[2]}"

    assert verify_event(BODY, both, SECRET, NOW).id == "evt_1"


@pytest.mark.parametrize("secret", ["", "  "])
def test_without_a_secret_nothing_is_believed(secret: str) -> None:
    with pytest.raises(NotificationRefused):
        verify_event(BODY, signed(secret=secret), secret, NOW)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"{",
        b'"event"',
        json.dumps({**PAYLOAD, "object": "charge"}).encode(),
        json.dumps({**PAYLOAD, "created": "soon"}).encode(),
        json.dumps({**PAYLOAD, "data": {"object": "cs_test_1"}}).encode(),
        json.dumps({**PAYLOAD, "data": None}).encode(),
    ],
)
def test_what_is_signed_and_no_event_is_refused(body: bytes) -> None:
    with pytest.raises(NotificationRefused) as refusal:
        verify_event(body, signed(body), SECRET, NOW)

    assert str(refusal.value) == "The notification is not an event of Stripe."


def test_an_event_asked_for_is_the_same_as_one_notified() -> None:
    assert event_of(PAYLOAD) == verify_event(BODY, signed(), SECRET, NOW)
