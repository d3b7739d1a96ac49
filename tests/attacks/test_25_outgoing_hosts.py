"""Attack 25: a process of the program asks a host that is not in the register, or whose contract has ended.

Through whatever library it is tried, it is refused in code before a byte leaves, and reported.
"""

from __future__ import annotations

import asyncio
import http.client
import logging
import re
import smtplib
import socket
import urllib.request
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

import museminder
from museminder.foundation.outside.client import Client
from museminder.foundation.outside.contacts import contacts_made
from museminder.foundation.outside.guarding import refusals, speaking_to
from museminder.foundation.outside.mail import EmailBackend
from museminder.foundation.outside.register import (
    Refused,
    browser_destinations,
    permitted,
    registered,
)
from museminder.foundation.outside.telling import NOTHING_PERSONAL
from museminder.primitives.clock import now

ELSEWHERE, NUMBER = "tracker.invalid", "192.0.2.7"  # names and numbers that are nobody's (RFC 2606, RFC 5737)
NAMED = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)")

# Read by people beside the code, a name of a kind of file, and what the promise's own checks try.
NOT_ASKED = {"docs.stripe.com", "www.w3.org", "evil.example"}


def _datagram() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"who", (NUMBER, 53))


def _by_number() -> None:
    socket.create_connection((NUMBER, 443), timeout=0.2)


WAYS: dict[str, Callable[[], object]] = {
    "urllib": lambda: urllib.request.urlopen(f"https://{ELSEWHERE}/", timeout=1),
    "http.client": lambda: http.client.HTTPSConnection(ELSEWHERE, timeout=1).request("GET", "/"),
    "smtplib": lambda: smtplib.SMTP(ELSEWHERE, 25, timeout=1),
    "httpx": lambda: httpx.get(f"https://{ELSEWHERE}/", timeout=1, trust_env=False),
    "asyncio": lambda: asyncio.run(asyncio.open_connection(ELSEWHERE, 443)),
    "a look-up": lambda: socket.gethostbyname(ELSEWHERE),
    "by number": _by_number,
    "a datagram": _datagram,
    "the client": lambda: Client({}, None).send("GET", f"https://{ELSEWHERE}/", telling=NOTHING_PERSONAL),
    "mail": lambda: EmailBackend(host=ELSEWHERE, use_tls=True).open(),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_host_outside_the_register_is_refused_and_reported(
    way: str, caplog: pytest.LogCaptureFixture
) -> None:
    host = NUMBER if way in {"by number", "a datagram"} else ELSEWHERE
    counted, left = refusals().get(host, 0), contacts_made()

    with caplog.at_level(logging.WARNING, "museminder"), pytest.raises(Refused):
        WAYS[way]()

    assert [record.facts for record in caplog.records if record.msg == "outside refused"] == [{"host": host}]
    assert (refusals()[host] - counted, contacts_made()) == (1, left)


def test_a_registered_host_is_refused_from_the_day_its_contract_ends(settings: object) -> None:
    ended = now().date()
    settings.MUSEMINDER_THIRD_PARTIES = {
        key: {"contract_until": ended.isoformat()} for key, party in registered().items() if party.hosts
    }
    hosts = [host for party in registered().values() for host in party.hosts]
    before = contacts_made()
    said = []
    for host in hosts:
        with pytest.raises(Refused) as refusal:
            Client({}, None).send("GET", f"https://{host}/", telling=NOTHING_PERSONAL)
        said.append(f"ended on {ended.isoformat()}" in str(refusal.value))

    assert said == [True] * len(hosts)
    assert (len(hosts) > 0, contacts_made()) == (True, before)
    assert [permitted(host, ended - timedelta(days=1)).key for host in hosts] != []


def test_speaking_to_one_is_no_leave_to_speak_to_another() -> None:
    with speaking_to("api.stripe.com"), pytest.raises(Refused):
        socket.getaddrinfo(ELSEWHERE, 443)
    with speaking_to(ELSEWHERE), pytest.raises(OSError):  # noqa: PT011  the watch lets it pass; nobody has that name
        socket.getaddrinfo(ELSEWHERE, 443)


def test_the_hosts_the_program_names_are_those_of_the_register() -> None:
    on = date(2026, 11, 30)
    known = {host for party in registered().values() for host in (*party.hosts, *party.pages)}
    package = Path(museminder.__file__).parent
    named = {
        host
        for path in package.rglob("*.py")
        for host in NAMED.findall(path.read_text())
        if not host.endswith((".localhost", ".invalid"))
    }
    reachable = {host for host in named | known if _may_be_asked(host, on)}

    assert named - known == NOT_ASKED
    assert {host for host in NOT_ASKED if _may_be_asked(host, on)} == set()
    assert reachable == {host for party in registered().values() for host in party.hosts}
    assert set(browser_destinations()) == {
        f"https://{p}" for party in registered().values() for p in party.pages
    }


def _may_be_asked(host: str, on: date) -> bool:
    try:
        return permitted(host, on).hosts != ()
    except Refused:
        return False
