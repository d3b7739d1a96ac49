"""Thirty days between a notice and what it announces. The database counts them too; this says it in words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

NOTICE = timedelta(days=30)


class TooSoon(Exception):
    """A version would take effect before everybody had 30 days to read it."""


class AlreadyPosted(Exception):
    """A version with this number was posted before; a change needs a new number."""


def earliest_effective_on(at: datetime) -> date:
    """The first day, in UTC, on which a version posted at this moment may take effect."""
    earliest = at.astimezone(UTC) + NOTICE
    begins = earliest.replace(hour=0, minute=0, second=0, microsecond=0)
    return begins.date() if begins >= earliest else begins.date() + timedelta(days=1)


def check_can_post(*, number: int, posted: Collection[int], effective_on: date, at: datetime) -> None:
    """Raises ``AlreadyPosted`` and ``TooSoon``."""
    if number in posted:
        raise AlreadyPosted(f"Version {number} was posted before. A changed text is a new version.")
    check_notice(effective_on=effective_on, at=at)


def check_notice(*, effective_on: date, at: datetime) -> None:
    """Raises ``TooSoon`` when what is posted at this moment would take effect before 30 days have passed."""
    earliest = earliest_effective_on(at)
    if effective_on < earliest:
        raise TooSoon(
            f"Everybody has 30 days to read it: it can take effect on {earliest.isoformat()} at the earliest."
        )
