"""What the sites answer: only under their own names, encrypted, kept by no browser, and asking nothing in public."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.test import Client

from museminder.promise.checking import Found, World, check
from museminder.promise.crawling import asking_fields, public_pages

UNKNOWN = (
    *("evil.example", "museminder.evil.example", "localhost.evil.example", "studio.localhost.evil.example"),
    *("127.0.0.1", "[::1]", "10.0.0.1", "studio", "member", "xn--localhst-p4a", "localhost..", "a@localhost"),
    *(
        "localhost,evil.example",
        "*.localhost",
        "admin.localhost",
        "www.localhost",
        "localhost%00",
        "LOCALHOST.evil",
    ),
)
PATHS = ("/", "/accounts/login/")
YEAR = 31_536_000
# All that the public site asks of anybody: where an answer goes to, what a studio is called, what one wants to know.
ASKED = (
    *("/sign-up/: input studio_name", "/sign-up/: input email"),
    *("/contact/: input topic", "/contact/: textarea message", "/contact/: input email"),
)


@check("hosts.unknown-refused", "Asks for pages under names that are not ours, and under the four that are.")
def unknown_refused(world: World) -> Found:
    """Names that were served though nobody declared them, and sites that do not answer under their own."""
    tried = [(host, path) for host in UNKNOWN for path in PATHS]
    visitor = Client(raise_request_exception=False)  # one for all: making it costs more than the request
    with _quietly():
        wrong = [f"{host}{path} was answered" for host, path in tried if _status(visitor, host, path) != 400]
        served = {host: _status(visitor, host, "/") for host in settings.HOST_SITES}
    wrong += [
        f"{host} does not answer: {status}" for host, status in served.items() if status not in (200, 302)
    ]
    noticed = any(status in (200, 302) for status in served.values())
    return Found(
        len(tried) + len(served),
        wrong,
        noticed,
        f"{len(served)} sites under their own names, {len(tried)} requests under other names, {len(wrong)} wrong",
    )


@check(
    "https.only",
    "Asks every site for a page and looks at its headers, its cookies and the program's settings.",
)
def https_only(world: World) -> Found:
    """Answers without strict transport, cookies that would travel in the open, databases reached in the open."""
    wrong, examined = [], 0
    for host in settings.HOST_SITES:
        for path in PATHS:
            answer = _ask(host, path)
            examined += 1 + len(answer.cookies)
            wrong += [f"{host}{path}: {fault}" for fault in faults_of(answer)]
    for name, flag in (
        ("SESSION_COOKIE", settings.SESSION_COOKIE_SECURE),
        ("CSRF_COOKIE", settings.CSRF_COOKIE_SECURE),
    ):
        examined += 1
        wrong += [] if flag else [f"{name} travels in the open"]
    for alias, database in settings.DATABASES.items():
        examined += 1
        private = str(database["HOST"]).startswith("/")  # a socket that never leaves this computer
        if not private and database["OPTIONS"].get("sslmode") != "verify-full":
            wrong.append(f"the way to the database ({alias}) is not verified")
    plain = Client().get("/", headers={"host": next(iter(settings.HOST_SITES))}, secure=False)
    noticed = bool(faults_of(plain))  # over plain HTTP there is no strict transport header
    return Found(
        examined,
        wrong,
        noticed,
        f"{examined} answers, cookies and connections, {len(wrong)} open to snooping",
    )


def faults_of(answer: Any) -> list[str]:
    """What is wrong with an answer's transport header and cookies."""
    said = re.match(r"max-age=(\d+)", answer.headers.get("Strict-Transport-Security", ""))
    wrong = [] if said and int(said[1]) >= YEAR else ["no strict transport for a year"]
    for name, cookie in answer.cookies.items():
        whole = (
            name.startswith("__Host-") and cookie["secure"] and cookie["path"] == "/" and not cookie["domain"]
        )
        wrong += [] if whole else [f"cookie {name} is not bound to its host"]
    return wrong


@check("browser.keeps-nothing", "Asks every site for its pages and looks whether a browser may keep them.")
def keeps_nothing(world: World) -> Found:
    """Answers that a browser, or anything on the way, might keep."""
    pages = [
        (host, path) for host in settings.HOST_SITES for path in (*PATHS, "/conservatory/", "/not-there/")
    ]
    with _quietly():
        wrong = [f"{host}{path}" for host, path in pages if "no-store" not in _kept(host, path)]
    # What may be kept, the built files, must be seen as such.
    noticed = "no-store" not in _kept(pages[0][0], f"{settings.STATIC_URL}icon.svg")
    return Found(
        len(pages), wrong, noticed, f"{len(pages)} pages asked for, {len(wrong)} that a browser may keep"
    )


@check(
    "public-forms.of-no-family",
    "Walks through every page of the public site and looks at each field to fill in.",
)
def public_forms(world: World) -> Found:
    """Fields on public pages other than those of the two letters; choosing light or dark is none."""
    host = next(host for host, site in settings.HOST_SITES.items() if site == "commercial")
    pages = public_pages(host)
    wrong = [f"{path}: {field}" for path, body in pages.items() for field in asking_fields(body)]
    asked = len(wrong)
    wrong = [each for each in wrong if each not in ASKED]
    wrong += [] if len(pages) > 1 else ["only the front page was found"]
    studio = next(host for host, site in settings.HOST_SITES.items() if site == "studio")
    noticed = bool(asking_fields(_ask(studio, "/accounts/login/").content.decode()))
    said = f"{len(pages)} public pages, {asked} fields, {len(wrong)} that ask for more than a letter needs"
    return Found(len(pages), wrong, noticed, said)


def _ask(host: str, path: str) -> Any:
    return Client(headers={"host": host}, raise_request_exception=False).get(path, secure=True)


def _status(visitor: Client, host: str, path: str) -> int:
    return int(visitor.get(path, secure=True, headers={"host": host}).status_code)


def _kept(host: str, path: str) -> str:
    answer = _ask(host, path)
    answer.close()  # a built file is handed over open
    return str(answer.headers.get("Cache-Control", ""))


@contextmanager
def _quietly() -> Iterator[None]:
    logging.disable(logging.CRITICAL)  # refusals are what we want, not news
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
