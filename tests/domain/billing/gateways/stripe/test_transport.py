"""Stripe's SDK goes through the register, and says no more about us than it must."""

import pytest
import stripe
from pytest_django import Settings

from museminder.domain.billing.gateways.errors import GatewayUnavailable
from museminder.domain.billing.gateways.stripe.client import retrieve_account
from museminder.domain.billing.gateways.stripe.records import Credentials
from museminder.domain.billing.gateways.stripe.transport import OutsideTransport, connected
from museminder.foundation.outside.client import Answer
from museminder.foundation.outside.contacts import Contact, no_longer, on_contact
from museminder.foundation.outside.register import Refused
from museminder.foundation.outside.telling import NOTHING_PERSONAL, Telling
from tests.counterparts.running import RunningStripe


def test_every_call_of_the_sdk_is_a_recorded_contact(credentials: Credentials) -> None:
    heard: list[Contact] = []
    on_contact(heard.append)
    try:
        connected(credentials).customers.create({"description": "Family 41"})
        connected(credentials).charges.list()
    finally:
        no_longer(heard.append)

    assert [(contact.third_party, contact.host, contact.what) for contact in heard] == [
        ("stripe", "api.stripe.com", "POST /v1/customers"),
        ("stripe", "api.stripe.com", "GET /v1/charges"),
    ]


def test_the_sdk_cannot_be_led_elsewhere(counterpart: RunningStripe) -> None:
    client = counterpart.client()
    transport = OutsideTransport(client, NOTHING_PERSONAL)
    led_astray = stripe.StripeClient(
        "sk_test_abcdefghijkl", http_client=transport, base_addresses={"api": "https://evil.example"}
    )
    straight = stripe.StripeClient("sk_test_abcdefghijkl", http_client=transport)

    with pytest.raises(Refused) as refusal:
        led_astray.v1.charges.list()

    assert str(refusal.value) == "evil.example is not in the register of third parties."
    assert straight.v1.charges.list().data == []
    client.close()


class Listening:
    """Stands where the program's client stands, and keeps the headers it is handed."""

    def __init__(self) -> None:
        self.headers: dict[str, str] = {}

    def send(
        self, method: str, url: str, *, telling: Telling, headers: dict[str, str], body: str | None
    ) -> Answer:
        self.headers = headers
        return Answer(200, {}, b'{"object": "list", "data": []}')


def test_stripe_is_not_told_what_computer_this_is() -> None:
    listening = Listening()
    transport = OutsideTransport(listening, NOTHING_PERSONAL)  # type: ignore[arg-type]

    stripe.StripeClient("sk_test_abcdefghijkl", http_client=transport).v1.charges.list()

    assert {name: value for name, value in listening.headers.items() if name != "Stripe-Version"} == {
        "User-Agent": "MuseMinder",
        "Authorization": "Bearer sk_test_abcdefghijkl",
    }


def test_where_nobody_listens_is_told_as_unavailable(credentials: Credentials, settings: Settings) -> None:
    settings.MUSEMINDER_COUNTERPARTS = {"api.stripe.com": "https://pay.localhost:9"}

    with pytest.raises(GatewayUnavailable):
        retrieve_account(credentials)
