"""The only place that reads the clock: everything below a page or a job is given the time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def now() -> datetime:
    """Says what time it is, as an aware moment in UTC."""
    return datetime.now(UTC)


def today_in(zone: str, at: datetime) -> date:
    """Says which calendar day it is in the studio's time zone (IANA name) at a moment.

    Raises ValueError for a moment without a time zone and for a zone nobody knows.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone to have a day in the studio")
    try:
        return at.astimezone(ZoneInfo(zone)).date()
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{zone!r} is not a time zone") from error
