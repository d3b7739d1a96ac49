"""Changing one meeting by a plain form: what every one of these pages does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from museminder.domain.courses.models import Meeting
from museminder.domain.courses.rules.refusals import Refused
from museminder.sites.studio.calendar.refusing import refuse
from museminder.sites.studio.calendar.words import meeting_facts
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show


def meeting_or_404(meeting_id: UUID) -> Meeting:
    """The meeting an address names, with what its pages say of it."""
    loaded = Meeting.objects.select_related(
        "offering__course__program", "room__location", "template", "closure"
    )
    return get_object_or_404(loaded, id=meeting_id)


def change(
    request: Any,
    meeting: Meeting,
    form: Any,
    act: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    button: str,
    done: str,
    tone: str = "main",
) -> HttpResponse:
    """Show the form, or do what it says and go to the meeting; a refusal comes back with its clashes listed.

    ``act`` gets the form's values. Somebody else's change in the meantime is noticed by the form's version.
    """
    clashes: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refusal:
            clashes = refuse(form, refusal)
        else:
            messages.success(request, done)
            return redirect_to(request, address_of("studio:calendar:meetings:show", meeting_id=meeting.id))
    context = {
        "meeting": meeting,
        "facts": meeting_facts(meeting),
        "form": form,
        "clashes": clashes,
        "title": title,
        "button": button,
        "tone": tone,
    }
    return show(request, "studio/calendar/change.html", context, status=422 if form.errors else 200)
