"""Closed days: snow, holidays, a floor being repaired."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.placing import rooms_guarded
from museminder.domain.courses.events import MeetingCancelled, MeetingRestored
from museminder.domain.courses.models import Closure, Location, Meeting, Offering
from museminder.domain.courses.queries.closures import closures_between, meetings_under
from museminder.domain.courses.queries.planning import slot_of
from museminder.domain.courses.rules.closing import close, closure_over, reopen
from museminder.domain.courses.rules.refusals import Refused
from museminder.domain.courses.rules.spans import check_days
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce


def create_closure(
    *,
    starts_on: date,
    until: date,
    reason: str,
    location_id: UUID | None = None,
    offering_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Closure:
    """Close the studio, one location or one offering for some days: meetings on them do not happen or count.

    ``until`` is the first day after it. Raises ``Refused`` for impossible days or no reason.
    """
    check_days(starts_on, until)
    with transaction.atomic(using=current_site()):
        closure = Closure(
            location=Location.objects.get(id=location_id) if location_id else None,
            offering=Offering.objects.get(id=offering_id) if offering_id else None,
            starts_on=starts_on,
            until=until,
            reason=_reason(reason),
        )
        closure.save(force_insert=True)
        closed = _settle(starts_on, until, by, at)
        record_change("courses.closure.created", of=closure, by=by, at=at, details={"meetings": closed})
        return closure


def edit_closure(
    *, closure_id: UUID, starts_on: date, until: date, reason: str, by: Actor, at: datetime
) -> Closure:
    """Change the days of a closure: meetings on days no longer closed come back, those on new ones close.

    Raises ``Refused``, also if the room of a meeting that would come back was given away meanwhile.
    """
    check_days(starts_on, until)
    with transaction.atomic(using=current_site()):
        closure = Closure.objects.select_for_update().get(id=closure_id)
        first_on, last = min(starts_on, closure.starts_on), max(until, closure.until)
        closure.starts_on, closure.until, closure.reason = starts_on, until, _reason(reason)
        closure.save()
        _settle(first_on, last, by, at)
        record_change("courses.closure.edited", of=closure, by=by, at=at)
        return closure


def remove_closure(*, closure_id: UUID, by: Actor, at: datetime) -> list[UUID]:
    """Reopen closed days: their meetings come back, except where another closure holds. Returns their ids.

    Raises ``RoomTaken`` if the room of one of them was given away meanwhile.
    """
    with transaction.atomic(using=current_site()):
        closure = Closure.objects.select_for_update().get(id=closure_id)
        mine = list(closure.meetings.values_list("id", flat=True))
        others = [c for c in closures_between(closure.starts_on, closure.until) if c.id != closure.id]
        _settle(closure.starts_on, closure.until, by, at, closures=others)
        record_change("courses.closure.removed", of=closure, by=by, at=at, details={"meetings": len(mine)})
        closure.delete()
        return list(Meeting.objects.filter(id__in=mine, is_cancelled=False).values_list("id", flat=True))


def _reason(reason: str) -> str:
    clean = " ".join(reason.split())[:120]
    if not clean:
        raise Refused(_("Say why, such as “Winter break”: families read it."), "reason")
    return clean


def _settle(
    first_on: date, until: date, by: Actor, at: datetime, *, closures: Sequence[Closure] | None = None
) -> int:
    """Close and reopen the meetings of some days according to the closures; returns how many changed."""
    if closures is None:
        closures = closures_between(first_on, until)
    changed: list[Meeting] = []
    happened: list[object] = []
    for meeting in meetings_under(first_on, until):
        closure = closure_over(
            closures, day=meeting.held_on, room=meeting.room, offering_id=meeting.offering_id
        )
        if (closure.id if closure else None) == meeting.closure_id:
            if closure and meeting.cancelled_reason != closure.reason:
                meeting.cancelled_reason = closure.reason
                changed.append(meeting)
            continue
        if closure is None:
            reopen(meeting)
            happened.append(MeetingRestored(meeting_id=meeting.id, from_closure=True, by=by, at=at))
        else:
            if not meeting.is_closed:
                happened.append(MeetingCancelled(meeting_id=meeting.id, for_closure=True, by=by, at=at))
            close(meeting, closure)
        changed.append(meeting)
    _save(changed)
    for event in happened:
        announce(event)
    return len(changed)


def _save(meetings: Sequence[Meeting]) -> None:
    for meeting in meetings:
        meeting.version += 1
    nobody: frozenset[UUID] = frozenset()
    with rooms_guarded([slot_of(one, nobody, exists=True) for one in meetings if not one.is_cancelled]):
        Meeting.objects.bulk_update(meetings, ["is_cancelled", "cancelled_reason", "closure", "version"])
