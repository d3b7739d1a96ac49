"""The studio's clock: a lesson at four is at four all year, whatever the daylight-saving rules do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from museminder.foundation.tenancy.context import OutsideStudio, current_entry


def studio_zone() -> ZoneInfo:
    """The time zone of the studio in hand. Raises ``OutsideStudio`` outside one."""
    entry = current_entry()
    if entry is None:
        raise OutsideStudio("a time of day was asked for outside a studio")
    return ZoneInfo(entry.time_zone)


def moment_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment (UTC) at which the studio's clock shows a time on a day.

    A time the clock skips in spring is as much later as the clock jumps (2:30 becomes 3:30); a time it
    shows twice in autumn is the first of the two. Both are what RFC 5545, section 3.3.5, says.
    """
    local = datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=zone)
    return local.astimezone(UTC)


def span_of(day: date, starts: time, minutes: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When a meeting of so many minutes begins and ends (UTC); the minutes are real ones, also in that
    night.
    """
    starts_at = moment_of(day, starts, zone)
    return starts_at, starts_at + timedelta(minutes=minutes)


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day the studio's calendar shows at a moment."""
    return moment.astimezone(zone).date()


def clock_of(moment: datetime, zone: ZoneInfo) -> time:
    """What the studio's clock shows at a moment, to the minute."""
    return moment.astimezone(zone).time().replace(second=0, microsecond=0, tzinfo=None, fold=0)


def span_of_days(first_on: date, until: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The moments from the start of one day up to the start of another, on the studio's clock."""
    return moment_of(first_on, time(0), zone), moment_of(until, time(0), zone)
