"""Calling meetings off and bringing them back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.cancellations import cancel_meeting, restore_meeting
from museminder.domain.courses.rules.plans import Scope
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.calendar.changes import change, meeting_or_404
from museminder.sites.studio.calendar.forms import CancelForm, RestoreForm
from museminder.sites.studio.door import page


@page(Permission.CALENDAR_EDIT)
def create(request: Any, meeting_id: UUID) -> HttpResponse:
    """Call a meeting off, or its series from it on, or all of it."""
    meeting = meeting_or_404(meeting_id)
    form = CancelForm(request.POST or None, meeting=meeting, version=meeting.version, idempotent=True)

    def act(said: dict[str, Any]) -> Any:
        return cancel_meeting(
            meeting_id=meeting.id,
            version=said["version"],
            scope=Scope(said.get("scope", Scope.THIS)),
            reason=said["reason"],
            by=request.actor,
            at=request.received_at,
        )

    return change(
        request,
        meeting,
        form,
        act,
        title=_("Cancel"),
        button=_("Cancel the meeting"),
        done=_("The meeting is canceled."),
        tone="danger",
    )


@page(Permission.CALENDAR_EDIT)
def remove(request: Any, meeting_id: UUID) -> HttpResponse:
    """Bring a cancelled meeting back, if its room is still free."""
    meeting = meeting_or_404(meeting_id)
    form = RestoreForm(request.POST or None, version=meeting.version, idempotent=True)

    def act(said: dict[str, Any]) -> Any:
        return restore_meeting(
            meeting_id=meeting.id,
            version=said["version"],
            reason=said["reason"],
            by=request.actor,
            at=request.received_at,
        )

    return change(
        request,
        meeting,
        form,
        act,
        title=_("Bring back"),
        button=_("Bring it back"),
        done=_("The meeting takes place again."),
    )
