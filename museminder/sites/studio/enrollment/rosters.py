"""Who is expected: in an offering, at a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from museminder.domain.courses.models import Meeting, Offering
from museminder.domain.enrollment.models import Enrollment
from museminder.domain.enrollment.queries.openings import openings_of
from museminder.domain.enrollment.queries.price_preview import plan_of
from museminder.domain.enrollment.queries.roster import (
    formerly_in,
    roster_of_meeting,
    roster_of_offering,
    waiting_for,
)
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.vault.purposes import Purpose
from museminder.sites.studio.door import page
from museminder.sites.studio.people.ages import ages_if_open
from museminder.web.rendering import show as show_page

SOON = 8


@page(Permission.ROSTER_SEE)
def offering(request: Any, offering_id: UUID) -> HttpResponse:
    """Who is in an offering, its next meetings with their places, and what it costs for whoever may see prices."""
    chosen = get_object_or_404(Offering.objects.select_related("course__program", "season"), pk=offering_id)
    enrolled = list(roster_of_offering(chosen, request.now_on))
    meetings = Meeting.objects.filter(offering=chosen, held_on__gte=request.now_on).select_related("room")
    sees_prices = Permission.BILLING_SEE in request.permissions
    context = {
        "offering": chosen,
        "enrolled": enrolled,
        "kinds": dict(Enrollment.Kind.choices),
        "waiting": waiting_for(chosen, request.now_on),
        "left": formerly_in(chosen, request.now_on)[:20],
        "openings": openings_of([chosen.pk], request.now_on).get(chosen.pk),
        "meetings": meetings.order_by("starts_at")[:SOON],
        "teachers": [
            row.staff_member for row in chosen.instructors.select_related("staff_member").order_by("position")
        ],
        "plan": plan_of(chosen, max(request.now_on, chosen.starts_on)) if sees_prices else None,
        "ages": _ages(request, [each.student for each in enrolled]),
    }
    return show_page(request, "studio/enrollment/roster.html", context)


@page(Permission.ROSTER_SEE)
def show(request: Any, meeting_id: UUID) -> HttpResponse:
    """Who is expected at one meeting."""
    rows = Meeting.objects.select_related("offering__course__program", "room__location", "closure")
    meeting = get_object_or_404(rows, pk=meeting_id)
    expected = list(roster_of_meeting(meeting))
    teachers = meeting.instructors.select_related("staff_member").order_by("is_substitute")
    context = {
        "meeting": meeting,
        "expected": expected,
        "teachers": list(teachers),
        "ages": _ages(request, [each.student for each in expected]),
    }
    return show_page(request, "studio/enrollment/meeting.html", context)


def _ages(request: Any, students: list[Any]) -> Mapping[UUID, int | None] | None:
    return ages_if_open(request, students, purpose=Purpose.LESSON)
