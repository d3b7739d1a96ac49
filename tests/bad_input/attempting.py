"""Sending a form once, and what became of it; nothing that was sent stays."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus, urljoin

from django.contrib.messages import get_messages
from django.test import Client

from tests.bad_input.bad_values import KEY, LOST, PLANTED, VERSION
from tests.bad_input.html_forms import Field, Page, PageForm, read_page
from tests.bad_input.states import State, changed, leave, refused_at_commit, stored_now, undone
from tests.bad_input.walking import Found

ENCODED = "application/x-www-form-urlencoded"
Body = dict[str, list[str]]


@dataclass(slots=True)
class Outcome:
    """The answer to one form."""

    status: int
    page: Page
    touched: list[str]  # tables that hold something else now
    broken: str  # what the database would refuse at the end
    is_html: bool
    crash: str = ""  # what went wrong in the program
    planted: str = ""  # where markup from a field stood on a page as markup
    complaints: list[str] = field(default_factory=list)  # refusals told on the next page

    @property
    def is_taken(self) -> bool:
        """Whether the form was accepted."""
        return self.status < 400 and not self.complaints and not self.page.errors

    def sentences(self, form: PageForm, name: str) -> list[str]:
        """What stands beside a field after the form came back."""
        back = self.page.form_like(form)
        asked = back.fields.get(name) if back else None
        return self.page.sentences_beside(asked) if asked and asked.is_marked else []


class Sender:
    """Sends forms of one studio and takes back whatever they did."""

    def __init__(self, clients: dict[str, Client]) -> None:
        self.clients, self.sent = clients, 0
        self.before: dict[str, State] = {site: stored_now(site) for site in clients}

    def send(self, found: Found, body: Body) -> Outcome:
        """Post these values; bytes that are no text are sent for what was lost."""
        self.sent += 1
        client = self.clients[found.site]
        client.cookies.pop("__Host-messages", None)
        with undone(found.site):
            answer = self._post(client, found, body)
            touched = (
                changed(self.before[found.site], stored_now(found.site)) if answer.status_code < 500 else []
            )
            broken = refused_at_commit(found.site) if answer.status_code < 400 else ""
            return self._outcome(client, found, answer, touched, broken)

    def send_twice(self, found: Found, body: Body) -> tuple[Outcome, list[str], list[str]]:
        """Press the button twice: what came of the first time, the tables with more rows, and what the second did."""
        self.sent += 2
        client = self.clients[found.site]
        with undone(found.site):
            answer = self._post(client, found, body)
            once = stored_now(found.site)
            leave(found.site)
            second = self._post(client, found, body)
            twice = stored_now(found.site)
            more = [name for name in once if once[name][0] > self.before[found.site][name][0]]
            outcome = self._outcome(client, found, answer, changed(self.before[found.site], once), "")
        again = changed(once, twice)
        return (
            outcome,
            more,
            again if second.status_code < 400 else [*again, f"answered {second.status_code}"],
        )

    def _post(self, client: Client, found: Found, body: Body) -> Any:
        if found.form.has_files:
            return client.post(found.to, body, secure=True)
        return client.generic("POST", found.to, encoded(body), ENCODED, secure=True)

    def _outcome(self, client: Client, found: Found, answer: Any, touched: list[str], broken: str) -> Outcome:
        html = answer.headers.get("Content-Type", "").startswith("text/html")
        text = answer.content.decode(errors="replace") if html else ""
        page = read_page(text) if answer.status_code in (200, 422) else Page()
        outcome = Outcome(answer.status_code, page, touched, broken, html)
        outcome.crash = _crash(answer)
        if PLANTED in text:
            outcome.planted = found.to
        if answer.status_code in (301, 302, 303):
            outcome.complaints = [
                str(each) for each in get_messages(answer.wsgi_request) if each.level_tag == "error"
            ]
            where = urljoin(found.to, answer.headers["Location"])
            if PLANTED in repr(found) or where.startswith("/"):
                leave(found.site)
                after = client.get(where, secure=True)
                if after.status_code >= 500 or PLANTED.encode() in after.content:
                    outcome.planted = f"{where} ({after.status_code})"
        return outcome


def encoded(body: Body) -> bytes:
    """A form as a browser sends it, but for what was lost: bytes that are no UTF-8."""
    pairs: Iterable[str] = (
        f"{quote_plus(name)}={quote_plus(value).replace(quote_plus(LOST), '%ED%A0%80')}"
        for name, values in body.items()
        for value in values
    )
    return "&".join(pairs).encode()


def _crash(answer: Any) -> str:
    """Where the program failed, if it did."""
    if answer.status_code < 500 or not getattr(answer, "exc_info", None):
        return ""
    _kind, error, trace = answer.exc_info
    frames = [each for each in traceback.extract_tb(trace) if "museminder" in each.filename]
    where = f"{frames[-1].filename.rpartition('museminder/')[2]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}: {str(error).splitlines()[0][:120]} in {where}" if str(error) else where


def lost_values(form: PageForm, page: Page, body: Body) -> list[str]:
    """The fields whose typed values are not in the form that came back."""
    back = page.form_like(form)
    if back is None:
        return sorted(name for name, each in form.fields.items() if _can_be_kept(each, body.get(name, [])))
    return sorted(
        name
        for name, each in form.fields.items()
        if _can_be_kept(each, body.get(name, []))
        and _plain(back.fields[name].values if name in back.fields else []) != _plain(body.get(name, []))
    )


def _can_be_kept(asked: Field, sent: list[str]) -> bool:
    if asked.kind in ("hidden", "password", "file") or asked.name in (VERSION, KEY):
        return False
    return not asked.offered or set(sent) <= set(asked.offered)  # nobody can be shown what is not offered


def _plain(values: list[str]) -> list[str]:
    # What was unreadable comes back as signs for it; a browser sends line breaks in two signs.
    return sorted(
        each.replace("\r\n", "\n").replace(LOST * 3, LOST).replace("\x00", LOST).strip()
        for each in values
        if each
    )
