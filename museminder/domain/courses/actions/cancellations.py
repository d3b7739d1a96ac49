"""Calling meetings off, and bringing them back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.moves import hold_fast
from museminder.domain.courses.actions.placing import mark_clashes, rooms_guarded
from museminder.domain.courses.events import MeetingCancelled, MeetingRestored
from museminder.domain.courses.models import Meeting
from museminder.domain.courses.queries.clashes import find_clashes
from museminder.domain.courses.queries.planning import slot_of
from museminder.domain.courses.rules.clashes import Slot
from museminder.domain.courses.rules.plans import Scope
from museminder.domain.courses.rules.refusals import Refused, check_clashes
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce


def cancel_meeting(
    *, meeting_id: UUID, version: int, scope: Scope = Scope.THIS, reason: str = "", by: Actor, at: datetime
) -> list[UUID]:
    """Call a meeting off: only it, it and the following of its series, or all that have not begun.

    *This and following* also ends the weekly template there. Returns the ids of the meetings called off. Raises
    ``StalePage``, or ``Refused`` if it is off already.
    """
    with transaction.atomic(using=current_site()):
        meeting = hold_fast(meeting_id, version, scope)
        reached = Meeting.objects.filter(id=meeting_id)
        if scope is not Scope.THIS and meeting.template:
            later = Q(starts_at__gte=meeting.starts_at) if scope is Scope.FOLLOWING else Q(starts_at__gt=at)
            reached = Meeting.objects.filter(Q(id=meeting_id) | later, template=meeting.template)
            if scope is Scope.FOLLOWING:
                meeting.template.until = max(meeting.template.starts_on, meeting.held_on)
                meeting.template.save(update_fields=["until"])
        off = reached.filter(Q(is_cancelled=False) | Q(closure__isnull=False))
        ids = list(off.order_by("starts_at").values_list("id", flat=True))
        Meeting.objects.filter(id__in=ids).update(
            is_cancelled=True, cancelled_reason=reason.strip()[:200], closure=None, version=F("version") + 1
        )
        record_change(
            "courses.meeting.cancelled",
            of=meeting,
            by=by,
            at=at,
            note=reason,
            details={"scope": scope.value, "meetings": len(ids)},
        )
        for one in ids:
            announce(MeetingCancelled(meeting_id=one, for_closure=False, by=by, at=at))
        return ids


def restore_meeting(*, meeting_id: UUID, version: int, reason: str = "", by: Actor, at: datetime) -> Meeting:
    """Bring back a meeting that was called off, at its old time, if its room is still free.

    Raises ``StalePage``, ``RoomTaken``, ``NeedsReason``, or ``Refused`` if it is on, or its day is closed.
    """
    with transaction.atomic(using=current_site()):
        meeting = hold_fast(meeting_id, version, Scope.THIS, even_if_cancelled=True)
        if not meeting.is_cancelled:
            raise Refused(_("This meeting is not cancelled."))
        if meeting.is_closed:
            raise Refused(_("That day is closed. Shorten or remove the closure to bring its meetings back."))
        teachers = frozenset(meeting.instructors.values_list("staff_member_id", flat=True))
        slots: list[Slot] = [slot_of(meeting, teachers, exists=True)]
        clashes = find_clashes(slots)
        check_clashes(clashes, reason=reason)
        mark_clashes([meeting], clashes, reason=reason)
        meeting.is_cancelled, meeting.cancelled_reason = False, ""
        meeting.version += 1
        with rooms_guarded(slots):
            meeting.save()
        record_change("courses.meeting.restored", of=meeting, by=by, at=at, note=reason)
        announce(MeetingRestored(meeting_id=meeting.id, from_closure=False, by=by, at=at))
        return meeting
