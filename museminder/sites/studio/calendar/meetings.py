"""One meeting, and adding another."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.meetings import create_event
from museminder.domain.courses.models import MeetingKind
from museminder.domain.courses.rules.refusals import Refused
from museminder.foundation.audit.recording import trail_of
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.calendar.changes import meeting_or_404
from museminder.sites.studio.calendar.forms import EventForm
from museminder.sites.studio.calendar.links import roster_links
from museminder.sites.studio.calendar.look import read_day
from museminder.sites.studio.calendar.refusing import refuse
from museminder.sites.studio.calendar.words import meeting_facts
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to
from museminder.web.rendering import show as show_page


@page(Permission.CALENDAR_SEE)
def show(request: Any, meeting_id: UUID) -> HttpResponse:
    """When, where, with whom; and what can be done with it."""
    meeting = meeting_or_404(meeting_id)
    sees_history = Permission.HISTORY_SEE in request.permissions
    return show_page(
        request,
        "studio/calendar/meeting.html",
        {
            "meeting": meeting,
            "facts": meeting_facts(meeting),
            "teachers": list(meeting.instructors.select_related("staff_member").order_by("id")),
            "roster": roster_links()(meeting) if meeting.offering_id else "",
            "may_edit": Permission.CALENDAR_EDIT in request.permissions,
            "history": trail_of(meeting) if sees_history else [],
        },
    )


@page(Permission.CALENDAR_EDIT)
def create(request: Any) -> HttpResponse:
    """A rehearsal, a performance or another event that belongs to no course."""
    day = read_day(request.GET.get("day", "")) or request.now_on
    form = EventForm(
        request.POST or None, initial={"day": day, "starts": "16:00", "minutes": 60}, idempotent=True
    )
    clashes: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            meeting = create_event(
                kind=MeetingKind(said["kind"]),
                title=said["title"],
                to=form.placement,
                reason=said["reason"],
                by=request.actor,
                at=request.received_at,
            )
        except Refused as refusal:
            clashes = refuse(form, refusal)
        else:
            messages.success(request, _("It is on the calendar."))
            return redirect_to(request, address_of("studio:calendar:meetings:show", meeting_id=meeting.id))
    context = {"form": form, "clashes": clashes}
    return show_page(request, "studio/calendar/event.html", context, status=422 if form.errors else 200)
