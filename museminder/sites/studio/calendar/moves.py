"""Moving and copying a meeting by a plain form."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.meetings import copy_meeting
from museminder.domain.courses.actions.moves import move_meeting
from museminder.domain.courses.rules.plans import Scope
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.calendar.changes import change, meeting_or_404
from museminder.sites.studio.calendar.forms import CopyForm, MoveForm
from museminder.sites.studio.door import page


@page(Permission.CALENDAR_EDIT)
def edit(request: Any, meeting_id: UUID) -> HttpResponse:
    """Give a meeting another day, time, length or room: only it, it and the following, or all."""
    meeting = meeting_or_404(meeting_id)
    form = MoveForm(request.POST or None, meeting=meeting, version=meeting.version, idempotent=True)

    def act(said: dict[str, Any]) -> Any:
        return move_meeting(
            meeting_id=meeting.id,
            version=said["version"],
            to=form.placement,
            scope=Scope(said.get("scope", Scope.THIS)),
            reason=said["reason"],
            by=request.actor,
            at=request.received_at,
        )

    return change(
        request, meeting, form, act, title=_("Move"), button=_("Move"), done=_("The meeting is moved.")
    )


@page(Permission.CALENDAR_EDIT)
def copy(request: Any, meeting_id: UUID) -> HttpResponse:
    """Put a second meeting like this one at another time."""
    meeting = meeting_or_404(meeting_id)
    form = CopyForm(request.POST or None, meeting=meeting, idempotent=True)

    def act(said: dict[str, Any]) -> Any:
        return copy_meeting(
            meeting_id=meeting.id,
            to=form.placement,
            reason=said["reason"],
            by=request.actor,
            at=request.received_at,
        )

    return change(
        request, meeting, form, act, title=_("Copy"), button=_("Copy"), done=_("The meeting is copied.")
    )
