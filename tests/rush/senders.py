"""Sending many forms at the same moment, each on an open connection of its own, as the office's browsers would."""

from __future__ import annotations

import re
import socket
import ssl
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from tests.rush.stage import Stage

HOST = "studio.localhost"
PATIENCE = 300  # seconds until the last of a rush has an answer
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
ENROLLED, FULL, UNCLEAR = "enrolled", "full", "unclear"


@dataclass(frozen=True, slots=True)
class Address:
    """A server on this computer and the authority it is trusted by."""

    port: int
    authority: Path


@dataclass(frozen=True, slots=True)
class Desk:
    """One person of the office with the form open: cookies and the form's token."""

    cookies: str
    token: str


@dataclass(frozen=True, slots=True)
class Form:
    """The form for one student, as it is sent; sent twice it carries the same key."""

    path: str
    desk: Desk
    body: str
    student: UUID


def forms_for(stage: Stage, address: Address, offering_id: UUID, on: date) -> list[Form]:
    """Every student's form, typed by the office's people in turn, each of whom has opened the page."""
    trusting = ssl.create_default_context(cafile=str(address.authority))
    base = f"/{stage.school.slug}/enrollment/create/?offering={offering_id}&student="
    desks = [
        _open_desk(address, trusting, base + str(stage.students[0]), each.secret) for each in stage.office
    ]
    forms = []
    for place, student in enumerate(stage.students):
        desk = desks[place % len(desks)]
        typed = {
            "csrfmiddlewaretoken": desk.token,
            "idempotency_key": str(uuid4()),
            "kind": "active",
            "starts_on": on.isoformat(),
        }
        forms.append(Form(f"{base}{student}", desk, urlencode(typed), student))
    return forms


def send_at_once(forms: Sequence[Form], address: Address) -> list[tuple[UUID, str]]:
    """Send all at one moment; what each was told, by its student."""
    trusting = ssl.create_default_context(cafile=str(address.authority))
    together = threading.Barrier(len(forms))

    def send(form: Form) -> tuple[UUID, str]:
        connection = _connect(address, trusting)
        together.wait(PATIENCE)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": form.desk.cookies,
            "Origin": f"https://{HOST}:{address.port}",
            "Referer": f"https://{HOST}:{address.port}{form.path}",
        }
        try:
            connection.request("POST", form.path, form.body, headers)
            answer = connection.getresponse()
            return form.student, _understood(answer, answer.read().decode())
        except OSError:
            return form.student, UNCLEAR
        finally:
            connection.close()

    with ThreadPoolExecutor(len(forms)) as pool:
        return list(pool.map(send, forms))


def _understood(answer: HTTPResponse, page: str) -> str:
    if answer.status == 302 and "/rosters/offerings/" in (answer.getheader("Location") or ""):
        return ENROLLED
    return FULL if answer.status == 422 and "places are taken" in page else UNCLEAR


def _connect(address: Address, trusting: ssl.SSLContext) -> HTTPSConnection:
    connection = HTTPSConnection(HOST, address.port, context=trusting)
    plain = socket.create_connection(("127.0.0.1", address.port), timeout=PATIENCE)
    sealed: Any = trusting.wrap_socket(plain, server_hostname=HOST)
    connection.sock = sealed
    return connection


def _open_desk(address: Address, trusting: ssl.SSLContext, path: str, secret: str) -> Desk:
    connection = _connect(address, trusting)
    connection.request("GET", path, headers={"Cookie": f"__Host-studio={secret}"})
    answer = connection.getresponse()
    page = answer.read().decode()
    found = TOKEN.search(page)
    if answer.status != 200 or found is None:
        raise SystemExit(f"The form answered {answer.status}.")
    given = [value.partition(";")[0] for value in answer.headers.get_all("Set-Cookie") or []]
    connection.close()
    return Desk("; ".join([f"__Host-studio={secret}", *given]), found[1])
