"""Somebody stands in for one meeting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.substitutes import name_substitute
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.calendar.changes import change, meeting_or_404
from museminder.sites.studio.calendar.forms import SubstituteForm
from museminder.sites.studio.door import page


@page(Permission.CALENDAR_EDIT)
def create(request: Any, meeting_id: UUID) -> HttpResponse:
    """Name who stands in."""
    meeting = meeting_or_404(meeting_id)
    form = SubstituteForm(request.POST or None, meeting=meeting, version=meeting.version, idempotent=True)

    def act(said: dict[str, Any]) -> Any:
        return name_substitute(
            meeting_id=meeting.id,
            version=said["version"],
            staff_member_id=said["staff_member"].id,
            instead_of_id=said["instead_of"].id if said["instead_of"] else None,
            reason=said["reason"],
            by=request.actor,
            at=request.received_at,
        )

    return change(
        request,
        meeting,
        form,
        act,
        title=_("Substitute"),
        button=_("Save"),
        done=_("The substitute is noted."),
    )
