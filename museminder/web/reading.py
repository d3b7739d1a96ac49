"""How the reader of the page being written reads: the studio's currency and its clock.

Macros are compiled once and know no page, so money and time find these here, not in a template's context.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

_currency: ContextVar[str | None] = ContextVar("currency", default=None)


@contextmanager
def as_read_in(studio: Any) -> Iterator[None]:
    """Shows money in the studio's currency and moments on the studio's clock, for as long as the block runs.

    `studio` has `currency` (ISO 4217, "USD") and `time_zone` (IANA, "America/Chicago"); None changes nothing.
    """
    if studio is None:
        yield
        return
    token = _currency.set(studio.currency)
    try:
        with timezone.override(_zone(studio.time_zone)):
            yield
    finally:
        _currency.reset(token)


def currency_of_page() -> str:
    """The currency money is shown in on this page; LookupError if the page belongs to no studio."""
    currency = _currency.get()
    if currency is None:
        raise LookupError("this page belongs to no studio: say the currency, amount | money('USD')")
    return currency


def _zone(time_zone: str | tzinfo) -> tzinfo:
    return ZoneInfo(time_zone) if isinstance(time_zone, str) else time_zone
