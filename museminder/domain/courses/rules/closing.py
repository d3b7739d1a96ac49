"""Which meetings fall on closed dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from museminder.domain.courses.models import Closure, Meeting, Room
from museminder.domain.courses.rules.refusals import Refused


def closure_over(
    closures: Iterable[Closure], *, day: date, room: Room | None, offering_id: UUID | None
) -> Closure | None:
    """The closure that keeps a meeting from happening on a day, if there is one.

    A meeting without a room is nowhere in particular, so only the whole studio's or its offering's closures
    count.
    """
    location_id = room.location_id if room else None
    return next(
        (c for c in closures if c.covers(day=day, location_id=location_id, offering_id=offering_id)), None
    )


def check_day_is_open(closure: Closure | None) -> None:
    """Nobody puts a single meeting on a closed day by mistake."""
    if closure is not None:
        raise Refused(
            _("That day is closed: %(reason)s. Choose another day, or shorten the closure first.")
            % {"reason": closure.reason},
            "day",
        )


def close(meeting: Meeting, closure: Closure) -> None:
    """Mark a meeting as not happening because of closed dates; the caller saves it."""
    meeting.closure = closure
    meeting.is_cancelled = True
    meeting.cancelled_reason = closure.reason


def reopen(meeting: Meeting) -> None:
    """Take the mark of closed dates away; the caller saves it."""
    meeting.closure = None
    meeting.is_cancelled = False
    meeting.cancelled_reason = ""
