"""Starts counterparts as the processes they are, and speaks to what only tests may ask of them."""

import contextlib
import os
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from museminder.foundation.outside.client import Client
from museminder.foundation.outside.counterparts import counterparts_of
from tests.counterparts.certificates import TestCertificates

PROJECT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 20
VISA = "4242 4242 4242 4242"


def not_kept(*_: object) -> None:
    """A book without a database behind it, where a test is about the counterpart alone."""


class RunningStripe:
    """The Stripe counterpart as a process behind TLS; `address` is `https://pay.localhost:PORT`."""

    def __init__(self, certificates: TestCertificates, state: Path) -> None:
        self.certificates = certificates
        self.state = state
        self.address = ""
        self._process: subprocess.Popen[str] | None = None
        self._http = httpx.Client(
            verify=ssl.create_default_context(cafile=str(certificates.authority)), trust_env=False, timeout=20
        )

    def start(self, port: int = 0) -> None:
        """Start it and wait until it can be asked."""
        files = self.certificates
        self._process = started(
            "counterparts.stripe",
            *("--port", str(port), "--certificate", str(files.certificate), "--key", str(files.key)),
            *("--state", str(self.state), "--trust", str(files.authority)),
        )
        self.address = ready(self._process).split()[1]

    def stop(self, number: int = signal.SIGTERM) -> None:
        """End it and wait until it has ended."""
        if self._process is not None:
            ended(self._process, number)
            self._process = None

    def restart(self, number: int = signal.SIGTERM) -> None:
        """End it in this way and start it again on the same port."""
        port = urlsplit(self.address).port
        self.stop(number)
        assert port is not None
        self.start(port)

    def close(self) -> None:
        """End it and every connection to it."""
        self.stop()
        self._http.close()

    def client(self) -> Client:
        """The program's own client, with this process in the place of api.stripe.com."""
        mapping = counterparts_of({"api.stripe.com": self.address})
        return Client(mapping, self.certificates.authority, book=not_kept)

    def ask(self, method: str, path: str, **wish: Any) -> httpx.Response:
        """A request as a browser or any other program would make it; `path` may be a whole address."""
        url = httpx.URL(self.address).join(path)
        request = self._http.build_request(method, url.copy_with(host="127.0.0.1"), **wish)
        request.headers["Host"] = f"pay.localhost:{url.port}"
        request.extensions["sni_hostname"] = "pay.localhost"
        return self._http.send(request)

    def control(self, method: str, path: str, wish: dict[str, Any] | None = None) -> Any:
        """Ask a control; fails the test when it is refused."""
        named = {"json": wish} if wish is not None else {}
        answer = self.ask(method, f"/_control/{path}", headers={"X-Counterpart-Control": "yes"}, **named)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def charges(self, account_id: str) -> list[dict[str, Any]]:
        """The counterpart's own list of an account's charges, newest first."""
        return self.control("GET", f"charges?account={account_id}")

    def behave(self) -> None:
        """No faults, deliveries prompt and honest, the right time."""
        self.control("DELETE", "faults")
        self.control("POST", "webhooks", GOOD_MANNERS)
        self.control("POST", "clock", {"ahead_seconds": 0})

    def pay(self, url: str, number: str = VISA, **typed: str) -> httpx.Response:
        """Fill in the hosted page and press the button."""
        card = {
            "email": "maria@example.com",
            "cardholder_name": "Maria Delacroix",
            "card_number": number,
            "expiry": "12/40",
            "security_code": "123",
        }
        return self.ask("POST", url, data={**card, **typed})


GOOD_MANNERS = {
    "delay_seconds": 0.0,
    "copies": 1,
    "shuffle": False,
    "drop": False,
    "hold": False,
    "first_retry_seconds": 0.2,
}


@contextmanager
def running_stripe(certificates: TestCertificates, state: Path) -> Iterator[RunningStripe]:
    """The Stripe counterpart, running for as long as the block lasts."""
    counterpart = RunningStripe(certificates, state)
    counterpart.start()
    try:
        yield counterpart
    finally:
        counterpart.close()


def started(module: str, *arguments: str) -> subprocess.Popen[str]:
    """`python -m module …`, with its first line of output still to be read."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=PROJECT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )


def ready(process: subprocess.Popen[str]) -> str:
    """The line `ready …` that a counterpart prints when it can be asked."""
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    assert line.startswith("ready "), f"the counterpart did not start: {line!r}"
    return line


def ended(process: subprocess.Popen[str], number: int = signal.SIGTERM) -> None:
    """Send a signal to a process we started and wait for its end."""
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(number)
    process.wait(timeout=SECONDS_TO_START)
    if process.stdout is not None:
        process.stdout.close()
