"""A meeting was dragged, resized or copied: the script asks what would clash, then asks to save."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from museminder.domain.courses.actions.meetings import copy_meeting
from museminder.domain.courses.actions.moves import move_meeting
from museminder.domain.courses.queries.moves import plan_copy, plan_move
from museminder.domain.courses.rules.clashes import Clash
from museminder.domain.courses.rules.local_time import studio_zone
from museminder.domain.courses.rules.plans import MovePlan, Scope
from museminder.domain.courses.rules.refusals import NeedsReason, Refused, RoomTaken
from museminder.domain.courses.rules.spans import check_minutes
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.calendar.dragged import Drag, read_drag
from museminder.sites.studio.calendar.words import conflicts, move_words
from museminder.sites.studio.door import page


@require_POST
@page(Permission.CALENDAR_EDIT)
def create(request: Any) -> HttpResponse:
    """With ``check``: what would happen. Without: it is saved, or refused (409) with what stands against it."""
    drag = None
    try:
        drag = read_drag(request)
        check_minutes(drag.to.minutes)
        if request.POST.get("check"):
            return _answer(_plan(drag, request.received_at))
        return JsonResponse({"say": _save(drag, request)})
    except (RoomTaken, NeedsReason) as refusal:
        return _refusal(refusal, refusal.clashes)
    except Refused as refusal:
        return _refusal(refusal, [])


def _plan(drag: Drag, at: datetime) -> MovePlan:
    if drag.is_copy:
        return plan_copy(drag.meeting, drag.to, zone=studio_zone())
    return plan_move(drag.meeting, drag.to, drag.scope, at=at, zone=studio_zone())


def _answer(plan: MovePlan) -> JsonResponse:
    rooms = any(clash.is_final for clash in plan.clashes)
    closed = len(plan.moves) == 1 and plan.scope is Scope.THIS and plan.moves[0].closure
    error = _("That day is closed: %(reason)s.") % {"reason": closed.reason} if closed else ""
    return JsonResponse(
        {
            "summary": move_words(plan),
            "conflicts": conflicts(plan.clashes),
            "needs_reason": bool(plan.clashes) and not rooms,
            "blocked": rooms or bool(closed),
            "error": error,
        }
    )


def _refusal(refusal: Refused, clashes: list[Clash]) -> JsonResponse:
    answer = {
        "error": str(refusal),
        "conflicts": conflicts(clashes),
        "needs_reason": isinstance(refusal, NeedsReason),
        "blocked": isinstance(refusal, RoomTaken),
    }
    return JsonResponse(answer, status=409)


def _save(drag: Drag, request: Any) -> str:
    by, at = request.actor, request.received_at
    if drag.is_copy:
        copy_meeting(meeting_id=drag.meeting.id, to=drag.to, reason=drag.reason, by=by, at=at)
        return _("Copied.")
    move_meeting(
        meeting_id=drag.meeting.id,
        version=drag.version,
        to=drag.to,
        scope=drag.scope,
        reason=drag.reason,
        by=by,
        at=at,
    )
    return _("Moved.")
