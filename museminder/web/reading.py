"""How the reader of the page being made reads: the studio's currency, its clock and its country's habits.

Macros are compiled once and know no page, so money and time find these here, not in a template's context.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from django.utils import timezone
from django.utils.translation import get_language

from museminder.foundation.tenancy.context import current_entry


class ReadIn(Protocol):
    """What a page needs to know of its studio to write money and time."""

    @property
    def currency(self) -> str: ...
    @property
    def time_zone(self) -> str | tzinfo: ...
    @property
    def locale(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Page:
    """What is the same on all of a page: worked out once, because a list asks for it a thousand times."""

    studio: ReadIn
    language: str
    locale: Locale
    locale_name: str
    zone: tzinfo


_page: ContextVar[_Page | None] = ContextVar("page", default=None)


@contextmanager
def as_read_in(studio: ReadIn | None) -> Iterator[None]:
    """Writes money and moments as this studio does for as long as the block runs; None changes nothing.

    `currency` is ISO 4217 ("USD"), `time_zone` IANA ("America/Chicago"), `locale` a language and country ("en-US").
    The reader's language is the one in use when the block begins.
    """
    if studio is None:
        yield
        return
    zone = ZoneInfo(studio.time_zone) if isinstance(studio.time_zone, str) else studio.time_zone
    locale = _locale_in(studio)
    token = _page.set(_Page(studio, get_language() or "en", locale, name_of(locale), zone))
    try:
        with timezone.override(zone):
            yield
    finally:
        _page.reset(token)


def currency_of_page() -> str:
    """The currency money is written in; LookupError if the page belongs to no studio."""
    page = _page.get()
    studio = page.studio if page else current_entry()
    if studio is None:
        raise LookupError("this page belongs to no studio: say the currency, amount | money('USD')")
    return studio.currency


def reader() -> Locale:
    """The reader's language with the habits of the studio's country: Spanish in a school in Ohio writes $1,234.50."""
    page = _page.get()
    return page.locale if page else _locale_in(current_entry())


def reader_name() -> str:
    """The same as Babel takes it from others: "es_US"."""
    page = _page.get()
    return page.locale_name if page else name_of(reader())


def language_of_page() -> str:
    """The reader's language: "en", "es"."""
    page = _page.get()
    return page.language if page else get_language() or "en"


def on_the_clock(moment: datetime) -> datetime:
    """A moment on the clock of the page being made; one without a time zone stays as it is."""
    if not timezone.is_aware(moment):
        return moment
    page = _page.get()
    return moment.astimezone(page.zone) if page else timezone.localtime(moment)


def _locale_in(studio: ReadIn | None) -> Locale:
    return _locale(get_language() or "en", *((studio.locale, studio.currency) if studio else ("", "")))


@lru_cache(maxsize=64)
def name_of(locale: Locale) -> str:
    """The locale as Babel takes it from others, "es_US"; it takes longer to write than to look up."""
    return str(locale)


@lru_cache(maxsize=64)
def _locale(language: str, at_home: str, currency: str) -> Locale:
    own = Locale.parse(language, sep="-")
    # A studio that names no country has one in its currency: ISO 4217 begins with it, USD with US.
    country = at_home.replace("_", "-").partition("-")[2].upper() or currency[:2]
    if not country or own.territory:
        return own
    try:
        return Locale(own.language, country)
    except UnknownLocaleError:
        return own
