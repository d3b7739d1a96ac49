"""Where we are: which site is being served, and inside which studio.

The Python side only remembers what the database said. What a statement may touch is decided there, by the signed
token that ``sec.begin_ctx`` issues for one transaction (see ``sql/context.sql``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.db.utils import DatabaseError

_site: ContextVar[str | None] = ContextVar("site", default=None)
_entry: ContextVar[Entry | None] = ContextVar("entry", default=None)
_ROLES_LAST = 11  # what every way in answers with; a browser's also says when and where it was seen
# The page first: the second function is given what the first returned.
_NAMING_THE_PAGE = """select b.*, p.browser, p.places from set_config('app.page', %s, true) page,
lateral sec.begin_ctx(case when page is null then '' else %s end, %s) b left join lateral sec.place_of(%s) p on true"""
_way: ContextVar[tuple[str, list[Any]] | None] = ContextVar("way", default=None)


class OutsideStudio(Exception):
    """Somebody asked for a studio's rows without being inside a studio."""


class NoEntry(Exception):
    """This person may not enter this studio on this site, or there is no such studio: the two look the same."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A person inside one studio for one transaction, as the database let them in."""

    studio_id: int
    slug: str
    name: str
    time_zone: str
    currency: str
    locale: str
    accent: str
    account_id: UUID | None
    membership_id: UUID | None
    member_name: str
    roles: frozenset[str]
    seen_at: datetime | None = None  # when the browser was last seen; None where there is none
    # In which browser, and where, the session was begun or its holder last showed who they are; empty where unknown.
    browser: str = ""
    places: str = ""


def current_site() -> str | None:
    """The site being served: its name is also its database alias and its role."""
    return _site.get()


def current_entry() -> Entry | None:
    """Who is inside which studio; None outside a studio's transaction."""
    return _entry.get()


def current_studio_id() -> int | None:
    """The studio of the open transaction; None outside one."""
    entry = _entry.get()
    return entry.studio_id if entry else None


@contextmanager
def site(name: str) -> Iterator[None]:
    """Serve one site: every studio table is then reached through that site's own database role."""
    token = _site.set(name)
    try:
        yield
    finally:
        _site.reset(token)


@contextmanager
def studio_context(secret: str, slug: str, *, page: str = "") -> Iterator[Entry]:
    """One transaction inside one studio, by the capability of a session.

    ``secret`` is the session's own key as the browser holds it; the database knows only its hash. ``page`` is what
    the database writes down for the studio when whoever enters is MuseMinder's support. Raises ``NoEntry`` when the
    session is unknown, ended, of another site, or its account is no member of the studio.
    """
    with _transaction(_NAMING_THE_PAGE, [page, secret, slug, secret]) as entry:
        yield entry


@contextmanager
def job_context(secret: str, studio_id: int) -> Iterator[Entry]:
    """One transaction inside one studio, by the capability of a running job's attempt."""
    with _transaction("select * from sec.begin_job(%s, %s)", [secret, studio_id]) as entry:
        yield entry


@contextmanager
def demand_context(secret: str, studio_id: int, demand_id: UUID) -> Iterator[Entry]:
    """One transaction of a running job that reads what a legal demand names, and nothing else of the studio."""
    with _transaction("select * from sec.begin_demand(%s, %s, %s)", [secret, studio_id, demand_id]) as entry:
        yield entry


@contextmanager
def hook_context(token: str) -> Iterator[Entry]:
    """One transaction inside the studio whose card gateway was given this token; it may store what it is told."""
    with _transaction("select * from sec.begin_hook(%s)", [token]) as entry:
        yield entry


@contextmanager
def feed_context(token: str) -> Iterator[Entry]:
    """One transaction with the present sight of a calendar feed's owner, by the secret of the feed's address."""
    with _transaction("select * from sec.begin_feed(%s)", [token]) as entry:
        yield entry


@contextmanager
def apart() -> Iterator[Entry]:
    """One more transaction inside the studio in hand, by the same capability, on a connection of its own.

    What is written there stays, whatever becomes of the transaction in hand. A job's capability opens one transaction
    at a time: inside one of its own, a job is refused (``NoEntry``).
    """
    alias, way = _site.get(), _way.get()
    if alias is None or way is None:
        raise OutsideStudio("there is no studio in hand")
    with another_connection(alias), _transaction(*way) as entry:
        yield entry


@contextmanager
def another_connection(alias: str) -> Iterator[None]:
    """The same login once more, in place of the connection in hand for as long as the block lasts."""
    in_hand = connections[alias]
    another = in_hand.copy()
    connections[alias] = another
    try:
        yield
    finally:
        connections[alias] = in_hand
        another.close()


@contextmanager
def _transaction(statement: str, parameters: list[Any]) -> Iterator[Entry]:
    alias = _site.get()
    if alias is None:
        raise NoEntry("no site is being served")
    with transaction.atomic(using=alias):
        entry = _enter(alias, statement, parameters)
        token, way = _entry.set(entry), _way.set((statement, parameters))
        try:
            yield entry
        finally:
            _entry.reset(token)
            _way.reset(way)


def _enter(alias: str, statement: str, parameters: list[Any]) -> Entry:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute(statement, parameters)
            row = cursor.fetchone()
    except DatabaseError as refusal:
        if getattr(refusal.__cause__, "sqlstate", "") == "28000":
            raise NoEntry(str(refusal.__cause__).splitlines()[0]) from refusal
        raise
    make: Any = Entry
    *facts, roles = row[:_ROLES_LAST]
    entry: Entry = make(*facts, frozenset(roles), *row[_ROLES_LAST:])
    return entry
