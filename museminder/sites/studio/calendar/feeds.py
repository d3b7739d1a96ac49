"""Calendar feeds: the addresses that calendar programs read, for instructors and, by the office, for guardians."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from museminder.domain.courses.actions.feeds import open_feed, revoke_feed
from museminder.domain.courses.formats.feed_files import feed_file
from museminder.domain.courses.formats.ical import CONTENT_TYPE
from museminder.domain.courses.models import CalendarFeed, FeedOwner
from museminder.domain.courses.queries.feeds import live_feeds
from museminder.domain.courses.rules.refusals import Refused
from museminder.domain.people.models import StaffMember
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.tenancy.context import NoEntry
from museminder.primitives import clock
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.pages import open_page
from museminder.web.rendering import redirect_to, show


@page(Permission.CALENDAR_FEED)
def index(request: Any) -> HttpResponse:
    """The feeds one may see: an instructor their own, the office everybody's."""
    people = list(_owners(request))
    feeds = live_feeds(owner_kind=FeedOwner.STAFF, owner_ids=[person.id for person in people])
    rows = [(person, feeds.get(person.id, [])) for person in people]
    return show(request, "studio/calendar/feeds.html", {"rows": rows})


@require_POST
@page(Permission.CALENDAR_FEED)
def create(request: Any) -> HttpResponse:
    """Open a feed for an instructor; its address is shown now and never again."""
    try:
        owner_id = UUID(request.POST.get("owner", ""))
    except ValueError as unreadable:
        raise Http404 from unreadable
    person = get_object_or_404(_owners(request), id=owner_id)
    try:
        _feed, token = open_feed(
            owner_kind=FeedOwner.STAFF, owner_id=person.id, by=request.actor, at=request.received_at
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect_to(request, address_of("studio:calendar:feeds:index"))
    return show(
        request,
        "studio/calendar/feed.html",
        {"person": person, "address": request.build_absolute_uri(f"/calendars/{token}.ics")},
        status=201,
    )


@require_POST
@page(Permission.CALENDAR_FEED)
def revoke(request: Any, feed_id: UUID) -> HttpResponse:
    """Shut a feed for ever."""
    feed = get_object_or_404(CalendarFeed, id=feed_id)
    revoke_feed(feed_id=feed.id, by=request.actor, at=request.received_at)
    messages.success(request, _("That address no longer answers."))
    return redirect_to(request, address_of("studio:calendar:feeds:index"))


def _owners(request: Any) -> Any:
    """Whose feeds this person may open: an instructor their own, the office everybody's."""
    people = StaffMember.objects.filter(is_active=True, teaches=True).order_by("last_name", "first_name")
    if Permission.CALENDAR_EDIT not in request.permissions:
        people = people.filter(account_id=request.actor.account_id)
    return people


@require_safe
@open_page("the address itself is an unguessable capability of one person, re-checked at each fetch")
def fetch(request: Any, token: str) -> HttpResponse:  # noqa: ARG001  Django hands it in
    """What a calendar program gets at an address; one that is unknown or shut is not found."""
    try:
        body = feed_file(token, at=clock.now())
    except NoEntry as refusal:
        raise Http404 from refusal
    answer = HttpResponse(body, content_type=CONTENT_TYPE)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return answer
