"""What billing asks of Stripe, asked of the counterpart over TLS through the program's one client."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from museminder.domain.billing.gateways.errors import GatewayRefused, GatewayUnavailable, KeyRefused
from museminder.domain.billing.gateways.stripe import transport
from museminder.domain.billing.gateways.stripe.client import (
    expire_checkout,
    list_charges_since,
    list_events_since,
    open_checkout,
    refund,
    register_webhook,
    remove_webhook,
    retrieve_account,
    retrieve_charge,
    retrieve_checkout,
)
from museminder.domain.billing.gateways.stripe.records import CheckoutSession, Credentials
from museminder.domain.billing.gateways.stripe.webhooks import WANTED_EVENTS, verify_event
from tests.counterparts.receiver import Receiver
from tests.counterparts.running import RunningStripe

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def opened(credentials: Credentials, **changed: Any) -> CheckoutSession:
    wish: dict[str, Any] = {
        "amount": 18_050,
        "currency": "USD",
        "description": "Invoice 2026-0612",
        "reference": "attempt-1",
        "success_url": "https://member.localhost:8443/conservatory/paid/{CHECKOUT_SESSION_ID}",
        "cancel_url": "https://member.localhost:8443/conservatory/account",
        "idempotency_key": "attempt-1",
    }
    return open_checkout(credentials=credentials, **(wish | changed))


def test_a_family_pays_and_the_studio_finds_the_charge(
    counterpart: RunningStripe, credentials: Credentials
) -> None:
    session = opened(credentials)
    before = retrieve_checkout(credentials, session.id)

    answer = counterpart.pay(session.url)

    after = retrieve_checkout(credentials, session.id)
    [charge] = list_charges_since(credentials, LONG_AGO)
    assert (before.status, before.paid, before.charge_id) == ("open", False, None)
    assert answer.headers["location"] == f"https://member.localhost:8443/conservatory/paid/{session.id}"
    assert (after.status, after.paid, after.amount, after.currency) == ("complete", True, 18_050, "USD")
    assert (after.reference, after.charge_id) == ("attempt-1", charge.id)
    assert (charge.amount, charge.currency, charge.paid, charge.reference) == (
        18_050,
        "USD",
        True,
        "attempt-1",
    )
    assert charge == retrieve_charge(credentials, charge.id)


def test_stripe_is_told_amount_description_and_reference_and_nothing_else_about_the_family(
    counterpart: RunningStripe, credentials: Credentials
) -> None:
    counterpart.pay(opened(credentials).url)

    [charge] = counterpart.charges(retrieve_account(credentials).id)
    told = {name: charge[name] for name in ("amount", "description", "metadata")}
    assert told == {
        "amount": 18_050,
        "description": "Invoice 2026-0612",
        "metadata": {"reference": "attempt-1"},
    }


def test_the_page_closes_when_it_should(counterpart: RunningStripe, credentials: Credentials) -> None:
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=45)
    session = opened(credentials, expires_at=until)

    counterpart.control("POST", "clock", {"ahead_seconds": 46 * 60})

    assert session.expires_at == until
    assert retrieve_checkout(credentials, session.id).status == "expired"


def test_the_same_key_opens_one_page_also_from_eight_threads(
    credentials: Credentials, counterpart: RunningStripe, monkeypatch: pytest.MonkeyPatch
) -> None:
    sessions: list[CheckoutSession] = []
    bookless = counterpart.client()  # a thread is inside no studio, so nothing it told could be written down
    monkeypatch.setattr(transport, "client", lambda: bookless)
    threads = [threading.Thread(target=lambda: sessions.append(opened(credentials))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(sessions) == 8
    assert {session.id for session in sessions} == {sessions[0].id}
    assert opened(credentials, idempotency_key="attempt-2").id != sessions[0].id
    bookless.close()


def test_the_same_key_for_another_amount_is_refused(credentials: Credentials) -> None:
    opened(credentials)

    with pytest.raises(GatewayRefused) as refusal:
        opened(credentials, amount=18_051)

    assert str(refusal.value) == "This was already asked of Stripe with other details."


def test_a_closed_page_cannot_be_closed_again(credentials: Credentials) -> None:
    session = opened(credentials)

    assert expire_checkout(credentials, session.id).status == "expired"
    with pytest.raises(GatewayRefused):
        expire_checkout(credentials, session.id)


def test_a_refund_goes_back_once_and_never_above_the_charge(
    counterpart: RunningStripe, credentials: Credentials
) -> None:
    counterpart.pay(opened(credentials).url)
    [charge] = list_charges_since(credentials, LONG_AGO)

    def back(amount: int, key: str) -> Any:
        return refund(credentials=credentials, charge_id=charge.id, amount=amount, idempotency_key=key)

    first, again = back(8_050, "refund-1"), back(8_050, "refund-1")
    with pytest.raises(GatewayRefused) as refusal:
        back(10_001, "refund-2")

    assert first == again
    assert (first.amount, first.currency, first.status, first.charge_id) == (
        8_050,
        "USD",
        "succeeded",
        charge.id,
    )
    assert refusal.value.detail == (
        "Refund amount ($100.01) is greater than unrefunded amount on charge ($100.00)"
    )
    assert retrieve_charge(credentials, charge.id).refunded_amount == 8_050
    assert back(10_000, "refund-3").status == "succeeded"


def test_a_disputed_charge_is_told_and_cannot_be_refunded(
    counterpart: RunningStripe, credentials: Credentials
) -> None:
    counterpart.pay(opened(credentials).url)
    [charge] = list_charges_since(credentials, LONG_AGO)
    counterpart.control("POST", "disputes", {"charge": charge.id})

    with pytest.raises(GatewayRefused):
        refund(credentials=credentials, charge_id=charge.id, amount=100, idempotency_key="refund-1")

    assert retrieve_charge(credentials, charge.id).disputed is True
    assert [event.kind for event in list_events_since(credentials, LONG_AGO)] == [
        "checkout.session.completed",
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
    ]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_charges_and_events_are_found_by_asking_when_every_notification_was_lost(
    counterpart: RunningStripe, credentials: Credentials, count: int
) -> None:
    counterpart.control("POST", "webhooks", {"drop": True})
    for number in range(count):
        counterpart.pay(opened(credentials, idempotency_key=f"k{number}", reference=f"attempt-{number}").url)

    charges = list(list_charges_since(credentials, LONG_AGO))
    events = list_events_since(credentials, LONG_AGO)

    expected = [f"attempt-{number}" for number in range(count)]
    assert [charge.reference for charge in charges] == expected[::-1]
    assert [event.subject["client_reference_id"] for event in events] == expected
    assert list(list_charges_since(credentials, datetime.now(UTC) + timedelta(hours=1))) == []


def test_more_than_a_page_of_charges_is_read_to_the_end(
    counterpart: RunningStripe, credentials: Credentials, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("museminder.domain.billing.gateways.stripe.client.A_PAGE", 2)
    for number in range(5):
        counterpart.pay(opened(credentials, idempotency_key=f"k{number}", amount=1000 + number).url)

    assert [charge.amount for charge in list_charges_since(credentials, LONG_AGO)] == [
        1004,
        1003,
        1002,
        1001,
        1000,
    ]
    assert len(list_events_since(credentials, LONG_AGO)) == 5


def test_a_refused_card_stays_visible_to_reconciliation(
    counterpart: RunningStripe, credentials: Credentials
) -> None:
    counterpart.pay(opened(credentials).url, "4000000000009995")

    [charge] = list_charges_since(credentials, LONG_AGO)
    [event] = list_events_since(credentials, LONG_AGO)
    assert (charge.paid, charge.failure_code, charge.reference) == (False, "card_declined", "attempt-1")
    assert (event.kind, event.subject["metadata"]) == (
        "payment_intent.payment_failed", {"reference": "attempt-1"},
    )  # fmt: skip


def test_a_registered_address_is_notified_and_the_notification_believed(
    counterpart: RunningStripe, credentials: Credentials, receiver: Receiver
) -> None:
    webhook = register_webhook(credentials=credentials, url=receiver.url, idempotency_key="connect")
    session = opened(credentials)
    counterpart.pay(session.url)

    [received] = receiver.wait_for(1)
    event = verify_event(received.body, received.signature, webhook.secret, datetime.now(UTC))
    [asked] = list_events_since(credentials, LONG_AGO)
    remove_webhook(credentials, webhook.id)

    assert (event.kind, event.subject["id"]) == ("checkout.session.completed", session.id)
    assert (event.id, event.kind, event.subject) == (asked.id, asked.kind, asked.subject)
    assert event.kind in WANTED_EVENTS


def test_the_account_behind_a_key_is_shown_before_it_is_kept(
    counterpart: RunningStripe, credentials: Credentials
) -> None:
    counterpart.control(
        "POST", "accounts", {"key": credentials.secret_key, "name": "Clerestory Conservatory"}
    )

    account = retrieve_account(credentials)

    assert (account.name, account.currency, account.can_charge) == ("Clerestory Conservatory", "USD", True)
    with pytest.raises(KeyRefused) as refusal:
        retrieve_account(Credentials("sk_live_somebody_elses_key"))
    assert str(refusal.value) == "Stripe does not accept the studio's key."


def test_a_key_is_not_printed() -> None:
    assert repr(Credentials("sk_test_secret")) == "Credentials()"


def test_one_studio_finds_nothing_of_another(
    counterpart: RunningStripe, credentials: Credentials, other_credentials: Credentials
) -> None:
    session = opened(credentials)
    counterpart.pay(session.url)
    [charge] = list_charges_since(credentials, LONG_AGO)

    assert list(list_charges_since(other_credentials, LONG_AGO)) == []
    for ask in (
        lambda: retrieve_checkout(other_credentials, session.id),
        lambda: retrieve_charge(other_credentials, charge.id),
        lambda: refund(
            credentials=other_credentials, charge_id=charge.id, amount=1, idempotency_key="refund-1"
        ),
    ):
        with pytest.raises(GatewayRefused):
            ask()


@pytest.mark.parametrize(
    "kind", ["error_before", "error_after", "hang_up_before", "hang_up_after", "rate_limit"]
)
def test_one_bad_moment_is_got_over_and_a_bad_hour_is_told(
    counterpart: RunningStripe, credentials: Credentials, kind: str
) -> None:
    counterpart.control("POST", "faults", {"kind": kind, "calls": 4, "method": "POST"})
    with pytest.raises(GatewayUnavailable) as trouble:
        opened(credentials)
    counterpart.control("DELETE", "faults")

    session = opened(credentials)

    assert str(trouble.value) == "Stripe did not answer. Nothing is lost; please try again."
    assert counterpart.pay(session.url).status_code == 303
    assert len(list(list_charges_since(credentials, LONG_AGO))) == 1


def test_an_amount_stripe_does_not_take_is_refused_with_its_reason(credentials: Credentials) -> None:
    with pytest.raises(GatewayRefused) as refusal:
        opened(credentials, amount=49)

    assert str(refusal.value) == "Stripe refused what was asked."
    assert refusal.value.detail == "Amount must be at least $0.50 usd"
