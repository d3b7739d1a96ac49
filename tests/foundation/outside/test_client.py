"""The one HTTP client: registered hosts only, over TLS it trusts, recorded before it is sent."""

import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from museminder.foundation.outside import client as outside
from museminder.foundation.outside.client import Client, Unreachable, client
from museminder.foundation.outside.contacts import Contact, no_longer, on_contact
from museminder.foundation.outside.counterparts import counterparts_of
from museminder.foundation.outside.register import Refused
from museminder.foundation.outside.telling import NOTHING_PERSONAL
from tests.counterparts.certificates import TestCertificates, make_certificates
from tests.counterparts.running import RunningStripe, not_kept
from tests.schools import School

KEY = {"Authorization": "Bearer sk_test_abcdefghijkl"}
CHARGES = "https://api.stripe.com/v1/charges"


@pytest.fixture
def outgoing(counterpart: RunningStripe) -> Iterator[Client]:
    made = counterpart.client()
    yield made
    made.close()


@pytest.fixture
def contacts() -> Iterator[list[Contact]]:
    heard: list[Contact] = []
    on_contact(heard.append)
    yield heard
    no_longer(heard.append)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("https://evil.example/v1/charges", "evil.example is not in the register of third parties."),
        ("https://api.stripe.com@evil.example/", "evil.example is not in the register of third parties."),
        ("https://api.stripe.com.evil.example/", "api.stripe.com.evil.example is not in the register"),
        ("https://127.0.0.1/", "127.0.0.1 is not in the register of third parties."),
        ("https://pay.localhost/", "pay.localhost is not in the register of third parties."),
        ("https://169.254.169.254/latest/meta-data", "169.254.169.254 is not in the register"),
        (
            "http://api.stripe.com/v1/charges",
            "api.stripe.com may be spoken to over HTTPS on its usual port only.",
        ),
        (
            "https://api.stripe.com:8443/",
            "api.stripe.com may be spoken to over HTTPS on its usual port only.",
        ),
        ("https://checkout.stripe.com/", "checkout.stripe.com is not in the register of third parties."),
    ],
)
def test_a_stranger_is_refused_and_a_third_party_is_answered(
    outgoing: Client, contacts: list[Contact], url: str, sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        outgoing.send("GET", url, telling=NOTHING_PERSONAL, headers=KEY)
    answer = outgoing.send("GET", CHARGES, telling=NOTHING_PERSONAL, headers=KEY)

    assert str(refusal.value).startswith(sentence)
    assert answer.status == 200
    assert [contact.what for contact in contacts] == ["GET /v1/charges"]  # of the stranger: nothing left


def test_an_ended_contract_closes_the_door(counterpart: RunningStripe) -> None:
    moments = [datetime(2027, 12, 31, 23, 59, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)]
    mapping = counterparts_of({"api.stripe.com": counterpart.address})
    outgoing = Client(
        mapping, counterpart.certificates.authority, read_clock=lambda: moments.pop(0), book=not_kept
    )

    answer = outgoing.send("GET", CHARGES, telling=NOTHING_PERSONAL, headers=KEY)
    with pytest.raises(Refused) as refusal:
        outgoing.send("GET", CHARGES, telling=NOTHING_PERSONAL, headers=KEY)
    outgoing.close()

    assert answer.status == 200
    assert str(refusal.value) == "The contract with Stripe ended on 2028-01-01."


def test_a_contact_is_recorded_without_what_was_said(outgoing: Client, contacts: list[Contact]) -> None:
    outgoing.send(
        "POST",
        "https://api.stripe.com/v1/customers?name=Anneliese",
        telling=NOTHING_PERSONAL,
        headers=KEY,
        body="email=a%40b.co",
    )

    [contact] = contacts
    assert (contact.third_party, contact.host, contact.what, contact.size) == (
        "stripe", "api.stripe.com", "POST /v1/customers", 14,
    )  # fmt: skip
    assert contact.purpose == "Takes card payments for the studio's own Stripe account"
    assert "Anneliese" not in repr(contact)


def test_what_cannot_be_recorded_is_not_sent(counterpart: RunningStripe, outgoing: Client) -> None:
    def full(_: Contact) -> None:
        raise OSError("the disk is full")

    on_contact(full)
    try:
        with pytest.raises(OSError, match="the disk is full"):
            outgoing.send(
                "POST",
                "https://api.stripe.com/v1/customers",
                telling=NOTHING_PERSONAL,
                headers=KEY,
                body="name=never",
            )
    finally:
        no_longer(full)
    listed = outgoing.send(
        "GET", "https://api.stripe.com/v1/customers", telling=NOTHING_PERSONAL, headers=KEY
    )

    assert b"never" not in listed.body


def test_a_counterpart_with_another_authority_is_not_believed(
    counterpart: RunningStripe, tmp_path: Path
) -> None:
    stranger = make_certificates(tmp_path).authority
    outgoing = Client(counterparts_of({"api.stripe.com": counterpart.address}), stranger, book=not_kept)

    with pytest.raises(Unreachable):
        outgoing.send("GET", CHARGES, telling=NOTHING_PERSONAL, headers=KEY)
    outgoing.close()


def test_without_an_authority_no_counterpart_is_spoken_to(counterpart: RunningStripe) -> None:
    outgoing = Client(counterparts_of({"api.stripe.com": counterpart.address}), None)

    with pytest.raises(Refused, match="MUSEMINDER_EXTRA_CA"):
        outgoing.send("GET", CHARGES, telling=NOTHING_PERSONAL, headers=KEY)
    outgoing.close()


def test_a_proxy_in_the_environment_sees_nothing(
    counterpart: RunningStripe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    unproxied = counterpart.client()

    assert unproxied.send("GET", CHARGES, telling=NOTHING_PERSONAL, headers=KEY).status == 200
    unproxied.close()


@pytest.mark.parametrize("kind", ["hang_up_before", "hang_up_after"])
def test_a_broken_connection_is_unreachable(counterpart: RunningStripe, outgoing: Client, kind: str) -> None:
    counterpart.control("POST", "faults", {"kind": kind})

    with pytest.raises(Unreachable) as problem:
        outgoing.send("GET", CHARGES, telling=NOTHING_PERSONAL, headers=KEY)

    assert str(problem.value).startswith("api.stripe.com could not be reached")
    assert outgoing.send("GET", CHARGES, telling=NOTHING_PERSONAL, headers=KEY).status == 200


def test_an_answer_that_takes_too_long_is_given_up(
    counterpart: RunningStripe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "ANSWER_SECONDS", 0.3)
    outgoing = counterpart.client()
    counterpart.control("POST", "faults", {"kind": "slow", "seconds": 1.0})

    with pytest.raises(Unreachable, match="ReadTimeout"):
        outgoing.send("GET", CHARGES, telling=NOTHING_PERSONAL, headers=KEY)
    outgoing.close()


def test_the_clients_settings_are_those_of_the_process(
    instead_of_stripe: RunningStripe, settings: Settings, studio: School
) -> None:
    first, again = client(), client()
    settings.MUSEMINDER_COUNTERPARTS = {}

    assert first is again
    assert client() is not first
    assert first.send("GET", CHARGES, telling=NOTHING_PERSONAL, headers=KEY).status == 200


class Redirector:
    """An HTTPS server whose answers are redirects, endless text, or what a test says."""

    def __init__(self, certificates: TestCertificates) -> None:
        redirector = self
        self.location = ""
        self.body = b""
        self.asked: list[str] = []

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                redirector.asked.append(self.path)
                moved = redirector.location and self.path != "/arrived"
                self.send_response(302 if moved else 200)
                if moved:
                    self.send_header("Location", redirector.location)
                self.send_header("Content-Length", str(len(redirector.body)))
                self.end_headers()
                self.wfile.write(redirector.body)

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificates.certificate, certificates.key)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.address = f"https://pay.localhost:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})

    def __enter__(self) -> "Redirector":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def redirector(certificates: TestCertificates) -> Iterator[Redirector]:
    with Redirector(certificates) as running:
        yield running


@pytest.fixture
def led(redirector: Redirector, certificates: TestCertificates) -> Iterator[Client]:
    made = Client(
        counterparts_of({"api.stripe.com": redirector.address}), certificates.authority, book=not_kept
    )
    yield made
    made.close()


@pytest.mark.parametrize("location", ["/arrived", "https://api.stripe.com/arrived"])
def test_a_redirect_on_the_same_host_is_followed(led: Client, redirector: Redirector, location: str) -> None:
    redirector.location = location

    assert led.send("GET", "https://api.stripe.com/start", telling=NOTHING_PERSONAL).status == 200
    assert redirector.asked == ["/start", "/arrived"]


@pytest.mark.parametrize(
    ("location", "there"),
    [
        ("https://evil.example/arrived", "evil.example"),
        ("//evil.example/arrived", "evil.example"),
        ("http://api.stripe.com/arrived", "api.stripe.com"),
        ("https://checkout.stripe.com/", "checkout.stripe.com"),
    ],
)
def test_a_redirect_elsewhere_is_refused(
    led: Client, redirector: Redirector, location: str, there: str
) -> None:
    redirector.location = location

    with pytest.raises(Refused) as refusal:
        led.send("GET", "https://api.stripe.com/start", telling=NOTHING_PERSONAL, headers=KEY)

    assert str(refusal.value) == f"api.stripe.com wanted to send us on to {there}."
    assert redirector.asked == ["/start"]


def test_what_was_posted_is_not_posted_elsewhere(led: Client, redirector: Redirector) -> None:
    redirector.location = "/arrived"

    with pytest.raises(Refused):
        led.send("POST", "https://api.stripe.com/start", telling=NOTHING_PERSONAL)


def test_going_in_circles_ends(led: Client, redirector: Redirector) -> None:
    redirector.location = "/start"

    with pytest.raises(Refused) as refusal:
        led.send("GET", "https://api.stripe.com/start", telling=NOTHING_PERSONAL)

    assert str(refusal.value) == "api.stripe.com sends us in circles."
    assert len(redirector.asked) == 4


def test_an_endless_answer_is_cut_off(
    led: Client, redirector: Redirector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "LONGEST_ANSWER", 1000)
    redirector.body = b"x" * 1000
    fits = led.send("GET", "https://api.stripe.com/", telling=NOTHING_PERSONAL)
    redirector.body = b"x" * 1001

    with pytest.raises(Unreachable, match="too long"):
        led.send("GET", "https://api.stripe.com/", telling=NOTHING_PERSONAL)

    assert len(fits.body) == 1000
