"""The office's first page: what needs somebody today."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from museminder.domain.reports.queries import today
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.web.rendering import show as show_page


@page(Permission.TODAY_SEE)
def show(request: Any) -> HttpResponse:
    """Money, places and meetings at a glance; money only for whoever may see it."""
    sees_money = Permission.BILLING_SEE in request.permissions
    return show_page(
        request,
        "studio/today.html",
        {
            "today": request.now_on,
            "meetings": today.next_meetings(request.received_at),
            "places": today.places_this_week(request.received_at),
            "received": today.money_received(request.now_on) if sees_money else None,
            "past_due": today.past_due(request.now_on) if sees_money else None,
            "hour": request.received_at.astimezone(request.zone).hour,
        },
    )
