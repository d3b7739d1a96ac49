"""A guardian's calendar feeds: opened, read by a calendar program, shut."""

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
from museminder.domain.people.models import Guardian
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.tenancy.context import NoEntry
from museminder.primitives import clock
from museminder.sites.member.door import page
from museminder.web.addresses import address_of
from museminder.web.pages import open_page
from museminder.web.rendering import redirect_to, show


@page(Permission.MY_CALENDAR_FEED)
def index(request: Any) -> HttpResponse:
    """The addresses this guardian has given to calendar programs."""
    mine = [guardian.id for guardian in _own_records(request)]
    feeds = live_feeds(owner_kind=FeedOwner.GUARDIAN, owner_ids=mine)
    opened = [feed for owner in mine for feed in feeds.get(owner, [])]
    context = {"feeds": opened, "address": "", "may_open": bool(mine)}
    return show(request, "member/calendar_feeds.html", context)


@require_POST
@page(Permission.MY_CALENDAR_FEED)
def create(request: Any) -> HttpResponse:
    """Open an address; it is shown now and never again."""
    guardian = _own_records(request).first()
    if guardian is None:
        raise Http404
    feed, token = open_feed(
        owner_kind=FeedOwner.GUARDIAN, owner_id=guardian.id, by=request.actor, at=request.received_at
    )
    context = {
        "feeds": [feed],
        "address": request.build_absolute_uri(f"/calendars/{token}.ics"),
        "may_open": False,
    }
    return show(request, "member/calendar_feeds.html", context, status=201)


@require_POST
@page(Permission.MY_CALENDAR_FEED)
def revoke(request: Any, feed_id: UUID) -> HttpResponse:
    """Shut an address for ever."""
    feed = get_object_or_404(CalendarFeed, id=feed_id, account_id=request.actor.account_id)
    revoke_feed(feed_id=feed.id, by=request.actor, at=request.received_at)
    messages.success(request, _("That address no longer answers."))
    return redirect_to(request, address_of("member:schedule:feeds:index"))


def _own_records(request: Any) -> Any:
    """This person's guardian records: one in each family they belong to; all see the same children."""
    return Guardian.objects.filter(
        account_id=request.actor.account_id, is_active=True, merged_into=None
    ).order_by("id")


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
