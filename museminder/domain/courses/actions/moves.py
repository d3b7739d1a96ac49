"""Moving, lengthening and handing over meetings: one, from one on, or a whole weekly series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.placing import mark_clashes, rooms_guarded
from museminder.domain.courses.events import MeetingCancelled, MeetingMoved, MeetingRestored
from museminder.domain.courses.models import (
    Meeting,
    MeetingInstructor,
    OfferingInstructor,
    ScheduleTemplate,
)
from museminder.domain.courses.queries.moves import plan_move, slot_after
from museminder.domain.courses.queries.planning import instructors_of
from museminder.domain.courses.rules.closing import check_day_is_open, close, reopen
from museminder.domain.courses.rules.local_time import studio_zone
from museminder.domain.courses.rules.plans import Move, MovePlan, Placement, Scope
from museminder.domain.courses.rules.refusals import Refused, StalePage, check_clashes
from museminder.domain.courses.rules.spans import check_minutes
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce

_MOVED = [
    "starts_at",
    "ends_at",
    "held_on",
    "room",
    "shares_room",
    "template",
    "is_detached",
    "is_cancelled",
    "cancelled_reason",
    "closure",
    "clash_reason",
    "version",
]


def move_meeting(
    *,
    meeting_id: UUID,
    version: int,
    to: Placement,
    scope: Scope = Scope.THIS,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> MovePlan:
    """Give a meeting another day, time, length, room or instructors: only it, it and the following, or all of them.

    *This and following* splits the weekly template at the meeting; *all* changes the template. ``version`` is the one
    the page showed. Raises ``StalePage``, ``RoomTaken``, ``NeedsReason`` or ``Refused``; then nothing has changed.
    """
    check_minutes(to.minutes)
    with transaction.atomic(using=current_site()):
        meeting = hold_fast(meeting_id, version, scope)
        plan = plan_move(meeting, to, scope, at=at, zone=studio_zone())
        if len(plan.moves) == 1 and scope is Scope.THIS:
            check_day_is_open(plan.moves[0].closure)
        check_clashes(plan.clashes, reason=reason)
        template = _template_after(meeting, to, plan)
        _save(plan, template, reason=reason, by=by, at=at)
        if to.instructor_ids is not None:
            _hand_over(meeting, plan, to.instructor_ids)
        record_change(
            "courses.meeting.moved",
            of=meeting,
            by=by,
            at=at,
            note=reason,
            details={
                "scope": scope.value,
                "meetings": len(plan.moves),
                "from": meeting.starts_at.isoformat(),
            },
        )
        return plan


def hold_fast(meeting_id: UUID, version: int, scope: Scope, *, even_if_cancelled: bool = False) -> Meeting:
    """The meeting, locked with whatever else the change reaches, in the same order for everybody.

    Raises ``Meeting.DoesNotExist``, ``StalePage`` if it is not the version the page showed, ``Refused`` if it is off.
    """
    found = Meeting.objects.filter(id=meeting_id).values_list("template_id", flat=True)
    template_id = found.get()
    mine = Meeting.objects.filter(id=meeting_id)
    if scope is not Scope.THIS and template_id:
        list(ScheduleTemplate.objects.select_for_update().filter(id=template_id))
        mine = Meeting.objects.filter(template_id=template_id)
    versions = dict(mine.select_for_update().order_by("id").values_list("id", "version"))
    if versions.get(meeting_id) != version:
        raise StalePage
    meeting = Meeting.objects.select_related("template__offering", "offering").get(id=meeting_id)
    if meeting.is_cancelled and not meeting.is_closed and not even_if_cancelled:
        raise Refused(_("This meeting is cancelled already. Bring it back first."))
    return meeting


def _template_after(meeting: Meeting, to: Placement, plan: MovePlan) -> ScheduleTemplate | None:
    """The template the moved meetings belong to from now on: changed, or split off with all that follows."""
    template = meeting.template
    if plan.scope is Scope.THIS or template is None:
        return template
    days = [move.held_on for move in plan.moves]
    mine = Meeting.objects.filter(template=template)
    splits = plan.scope is Scope.FOLLOWING and mine.filter(starts_at__lt=meeting.starts_at).exists()
    until = max(template.until, max(days) + timedelta(days=1))
    if splits:
        template.until = max(template.starts_on, meeting.held_on)
        template.save(update_fields=["until"])
        template = ScheduleTemplate(offering=template.offering, starts_on=min(days))
    template.weekday, template.starts, template.minutes = to.day.weekday(), to.starts, to.minutes
    template.room_id = to.room_id
    template.starts_on, template.until = min(template.starts_on, *days), until
    template.save()
    if splits:
        mine.filter(starts_at__gte=meeting.starts_at).update(template=template)
    return template


def _save(plan: MovePlan, template: ScheduleTemplate | None, *, reason: str, by: Actor, at: datetime) -> None:
    happened = [event for move in plan.moves for event in _events_of(move, by, at)]
    slots = [slot_after(move) for move in plan.moves if move.closure is None]
    for move in plan.moves:
        _apply(move, template, alone=plan.scope is Scope.THIS)
    meetings = [move.meeting for move in plan.moves]
    mark_clashes(meetings, plan.clashes, reason=reason)
    with rooms_guarded(slots):
        Meeting.objects.bulk_update(meetings, _MOVED)
    for event in happened:
        announce(event)


def _events_of(move: Move, by: Actor, at: datetime) -> list[object]:
    meeting, happened = move.meeting, list[object]()
    if move.changes_place:
        happened.append(MeetingMoved(meeting_id=meeting.id, was_starts_at=meeting.starts_at, by=by, at=at))
    if move.closure and not meeting.is_closed:
        happened.append(MeetingCancelled(meeting_id=meeting.id, for_closure=True, by=by, at=at))
    if meeting.is_closed and not move.closure:
        happened.append(MeetingRestored(meeting_id=meeting.id, from_closure=True, by=by, at=at))
    return happened


def _apply(move: Move, template: ScheduleTemplate | None, *, alone: bool) -> None:
    meeting = move.meeting
    meeting.is_detached = alone and (meeting.is_detached or move.changes_place)
    meeting.starts_at, meeting.ends_at, meeting.held_on = move.starts_at, move.ends_at, move.held_on
    meeting.room = move.room
    meeting.shares_room = bool(move.room and move.room.is_shared)
    meeting.template = template
    meeting.version += 1
    if move.closure:
        close(meeting, move.closure)
    elif meeting.is_closed:
        reopen(meeting)


def _hand_over(meeting: Meeting, plan: MovePlan, instructor_ids: Sequence[UUID]) -> None:
    """Write down who teaches the moved meetings; a series hands its offering over too, a single one does not."""
    usual = set(instructors_of(meeting.offering)) if meeting.offering else set(instructor_ids)
    if plan.scope is not Scope.THIS and meeting.offering:
        usual = set(instructor_ids)
        OfferingInstructor.objects.filter(offering=meeting.offering).delete()
        OfferingInstructor.objects.bulk_create(
            OfferingInstructor(offering=meeting.offering, staff_member_id=one, position=place)
            for place, one in enumerate(dict.fromkeys(instructor_ids))
        )
    changed = [
        m for m in plan.moves if {r.staff_member_id for r in m.meeting.instructors.all()} != m.instructor_ids
    ]
    MeetingInstructor.objects.filter(meeting_id__in=[move.meeting.id for move in changed]).delete()
    MeetingInstructor.objects.bulk_create(
        MeetingInstructor(meeting=move.meeting, staff_member_id=one, is_substitute=one not in usual)
        for move in changed
        for one in sorted(move.instructor_ids)
    )
