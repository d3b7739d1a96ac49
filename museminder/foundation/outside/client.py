"""The only HTTP client of the program: it speaks to registered third parties and to nobody else."""

from __future__ import annotations

import atexit
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import certifi
import httpx
from django.conf import settings

from museminder.foundation.outside.contacts import Contact, record_contact
from museminder.foundation.outside.counterparts import LOOPBACK, Counterpart, counterparts_of
from museminder.foundation.outside.disclosures import Book, write_down
from museminder.foundation.outside.guarding import refuse, speaking_to
from museminder.foundation.outside.register import Refused, permitted
from museminder.foundation.outside.telling import Telling
from museminder.primitives import clock

CONNECT_SECONDS = 4.0
ANSWER_SECONDS = 12.0
LONGEST_ANSWER = 16 * 1024 * 1024
MOST_REDIRECTS = 3
TELLING = "museminder.telling"  # under which a request carries what it tells


class Unreachable(Exception):
    """No answer came; whether the other side did what was asked is not known."""


@dataclass(frozen=True)
class Answer:
    """What the other side said: HTTP status, headers (names in lower case), body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Client:
    """Speaks HTTPS to registered third parties; what is told is written down, and committed, before it is told."""

    def __init__(
        self,
        counterparts: Mapping[str, Counterpart],
        authority: Path | None,
        read_clock: Callable[[], datetime] = clock.now,
        book: Book = write_down,
    ) -> None:
        self._http = httpx.Client(
            transport=_Guard(counterparts, authority, read_clock, book),
            timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
            follow_redirects=False,
            trust_env=False,  # a proxy in the environment must not see what we send
        )

    def send(
        self,
        method: str,
        url: str,
        *,
        telling: Telling | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes | str | None = None,
    ) -> Answer:
        """Sends one request and answers what came back, whatever its status.

        `telling` says what the request tells of anybody (`NOTHING_PERSONAL` when nothing); one row is written
        for every request that is made. A redirect of a GET to the same host is followed; any other redirect is
        refused. Raises Refused (nothing said about what is told, not in the register, contract ended, plain
        HTTP, redirect) and Unreachable (no answer in time, broken off, certificate not trusted, over 16 MB).
        """
        here = httpx.URL(url)
        for _ in range(1 + MOST_REDIRECTS):
            answer = self._send_once(method, here, headers or {}, body, telling)
            if answer.status not in {301, 302, 303, 307, 308}:
                return answer
            there = here.join(answer.headers.get("location", ""))
            if method.upper() != "GET" or (there.scheme, there.netloc) != (here.scheme, here.netloc):
                raise Refused(f"{here.host} wanted to send us on to {there.host}.")
            here = there
        raise Refused(f"{here.host} sends us in circles.")

    def close(self) -> None:
        """Closes every connection."""
        self._http.close()

    def _send_once(
        self,
        method: str,
        url: httpx.URL,
        headers: Mapping[str, str],
        body: bytes | str | None,
        telling: Telling | None,
    ) -> Answer:
        until = time.monotonic() + CONNECT_SECONDS + ANSWER_SECONDS
        content = bytearray()
        try:
            with self._http.stream(
                method, url, headers=dict(headers), content=body, extensions={TELLING: telling}
            ) as response:
                for part in response.iter_bytes():
                    content += part
                    if len(content) > LONGEST_ANSWER or time.monotonic() > until:
                        raise Unreachable(f"The answer of {url.host} was too long or too slow.")
                return Answer(response.status_code, dict(response.headers), bytes(content))
        except (httpx.HTTPError, httpx.InvalidURL) as problem:
            raise Unreachable(f"{url.host} could not be reached ({type(problem).__name__}).") from problem


class _Guard(httpx.BaseTransport):
    """Sits where connections are opened, so that no path through the client goes around it."""

    def __init__(
        self,
        counterparts: Mapping[str, Counterpart],
        authority: Path | None,
        read_clock: Callable[[], datetime],
        book: Book,
    ) -> None:
        self._counterparts = counterparts
        self._read_clock = read_clock
        self._book = book
        # This computer's own authority vouches for counterparts only, never for a real third party.
        self._abroad = httpx.HTTPTransport(verify=_trusting(Path(certifi.where())))
        self._here = httpx.HTTPTransport(verify=_trusting(authority)) if authority else None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host, at = request.url.host, self._read_clock()
        try:
            party = permitted(host, at.astimezone(UTC).date())
        except Refused as problem:
            raise refuse(host, problem) from None
        if request.url.scheme != "https" or request.url.port not in {None, 443}:
            raise Refused(f"{host} may be spoken to over HTTPS on its usual port only.")
        telling = request.extensions.get(TELLING)
        if telling is None:
            raise Refused(f"Nobody said what this tells {party.name}.")
        way = self._way(request)
        size = int(request.headers.get("content-length", 0))
        contact = Contact(
            party.key, party.purpose, host, f"{request.method} {request.url.path}"[:160], size, at
        )
        self._book(contact, party, telling)
        record_contact(contact)
        return way()

    def _way(self, request: httpx.Request) -> Callable[[], httpx.Response]:
        counterpart = self._counterparts.get(request.url.host)
        if counterpart is None:
            return lambda: self._speak_abroad(request)
        here = self._here
        if here is None:
            raise Refused(
                f"The counterpart of {request.url.host} needs MUSEMINDER_EXTRA_CA, the authority it is signed by."
            )
        return lambda: here.handle_request(_readdressed(request, counterpart))

    def _speak_abroad(self, request: httpx.Request) -> httpx.Response:
        with speaking_to(request.url.host):
            return self._abroad.handle_request(request)

    def close(self) -> None:
        self._abroad.close()
        if self._here is not None:
            self._here.close()


def client() -> Client:
    """The client of this process, as `MUSEMINDER_COUNTERPARTS` and `MUSEMINDER_EXTRA_CA` set it up."""
    authority = getattr(settings, "MUSEMINDER_EXTRA_CA", None)
    mapping = getattr(settings, "MUSEMINDER_COUNTERPARTS", {})
    key = (tuple(sorted(mapping.items())), Path(authority) if authority else None)
    with _lock:
        if key not in _clients:
            _clients[key] = Client(counterparts_of(dict(mapping)), key[1])
        return _clients[key]


# One for each way a process was set up, which is one: a client that is forgotten would leave its connections open.
_clients: dict[tuple[tuple[tuple[str, str], ...], Path | None], Client] = {}
_lock = threading.Lock()


@atexit.register
def close_clients() -> None:
    """Close every connection of this process's clients."""
    with _lock:
        while _clients:
            _clients.popitem()[1].close()


def _trusting(authority: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cafile=str(authority))
    return context


def _readdressed(request: httpx.Request, counterpart: Counterpart) -> httpx.Request:
    """The same request to 127.0.0.1 under the counterpart's name: Python does not resolve *.localhost."""
    headers = request.headers.copy()
    headers["Host"] = f"{counterpart.name}:{counterpart.port}"
    return httpx.Request(
        request.method,
        request.url.copy_with(host=LOOPBACK, port=counterpart.port),
        headers=headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": counterpart.name},
    )
