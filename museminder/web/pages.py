"""Every page declares who may open it, and is opened inside one studio and one transaction.

A site's door is one object: ``page = Door("studio", …)``. A view under ``@page(Permission.X)`` finds on the request
``studio`` (the entry), ``actor``, ``permissions``, ``received_at`` and ``now_on`` (the studio's own date), and
decides nothing about access.
"""

from __future__ import annotations

import functools
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, InterfaceError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from museminder.foundation.identity.door import is_from_elsewhere, place_step
from museminder.foundation.identity.permissions import Permission, SupportRole, permissions_of
from museminder.foundation.tenancy.context import Entry, NoEntry, studio_context
from museminder.foundation.tenancy.silence import drop_dead_connections, is_silent
from museminder.primitives import clock
from museminder.primitives.actor import Actor
from museminder.web.closing import refused_while_closing
from museminder.web.sending_once import SENT_ONCE, came_from, may_be_repeated, sent_once

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Open:
    """Declared instead of a permission: anybody may open this page, for the reason given."""

    reason: str


def open_page(reason: str) -> Callable[[View], View]:
    """A page outside any studio's door, such as the chooser or a webhook that has a capability of its own."""

    def declare(view: View) -> View:
        view.permission = Open(reason)  # type: ignore[attr-defined]
        return view

    return declare


class Door:
    """Who gets into one site's pages."""

    def __init__(
        self,
        site: str,
        *,
        second_step: Callable[[HttpRequest], HttpResponse | None] | None = None,
        navigation: Callable[[HttpRequest], list[Any]] | None = None,
    ) -> None:
        self.site, self.second_step, self.navigation = site, second_step, navigation

    def __call__(self, permission: Permission) -> Callable[[View], View]:
        def declare(view: View) -> View:
            @functools.wraps(view)
            def enter(request: HttpRequest, studio_slug: str, **kwargs: Any) -> HttpResponse:
                return self._enter(request, studio_slug, permission, functools.partial(view, **kwargs))

            enter.permission = permission  # type: ignore[attr-defined]
            return enter

        return declare

    def _enter(self, request: Any, slug: str, permission: Permission, view: View) -> HttpResponse:
        # The database asks whose session it is, whether it still is one, and whether enough was shown for this site.
        secret = request.session.session_key
        if not secret:
            return redirect_to_login(request.get_full_path())
        try:
            return self._attempt(request, secret, slug, permission, view)
        except (DatabaseError, InterfaceError) as error:
            if not (is_silent(error) and may_be_repeated(request)):
                raise
        # Its connection was lost, perhaps with a server that another has taken over from: once more, on a new one.
        drop_dead_connections(self.site)
        return self._attempt(request, secret, slug, permission, view)

    def _attempt(
        self, request: Any, secret: str, slug: str, permission: Permission, view: View
    ) -> HttpResponse:
        try:
            with studio_context(secret, slug, page=_named(request)) as entry:
                response = self._inside(request, entry, permission, view)
                if response.status_code >= 400:
                    transaction.set_rollback(True, using=self.site)
                return response
        except NoEntry as refusal:
            return self._refused(request, refusal)

    def _refused(self, request: Any, refusal: NoEntry) -> HttpResponse:
        """What would let somebody in: to sign in, or to show more. Whoever did both finds nothing here."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        waiting = self.second_step(request) if self.second_step else None
        if waiting is not None:
            return waiting
        raise Http404 from refusal

    def _inside(self, request: Any, entry: Entry, permission: Permission, view: View) -> HttpResponse:
        request.studio = entry
        request.permissions = permissions_of(entry.roles)
        request.actor = Actor(account_id=entry.account_id, name=entry.member_name)
        request.received_at = clock.now()
        request.session.was_seen(entry.seen_at, at=request.received_at)
        zone = zoneinfo.ZoneInfo(entry.time_zone)
        request.zone = zone
        request.now_on = request.received_at.astimezone(zone).date()
        if is_from_elsewhere(request.session, browser=entry.browser, places=entry.places):
            return place_step(request, then=request.path if request.method == "GET" else came_from(request))
        if permission not in request.permissions:
            # A page one may not open looks like a page that is not there.
            raise Http404
        request.navigation = self.navigation(request) if self.navigation else []
        closed = refused_while_closing(request, entry, back=came_from(request))
        if closed is not None:
            return closed
        with timezone.override(zone):
            # Support's transactions only read: there is nothing that could be done twice.
            sends = request.method == "POST" and SupportRole.LOOKS not in entry.roles
            key = request.POST.get(SENT_ONCE, "") if sends else ""
            return sent_once(request, key, view) if key else view(request)


def _named(request: Any) -> str:
    """The page as a studio reads it in its list of what support looked at: its name, and whose page by id."""
    match = request.resolver_match
    about = [str(value) for value in match.kwargs.values() if isinstance(value, UUID)]
    return " ".join([match.view_name, *about])


@dataclass(frozen=True, slots=True)
class Visitor:
    """The person looking at a page, as the page names them."""

    name: str
    roles: list[str]


def page_context(request: Any) -> dict[str, Any]:
    """What every template finds: the studio, the person, the navigation, what the person may do."""
    studio: Entry | None = getattr(request, "studio", None)
    if studio is None:
        return {"studio": None, "member": None, "permissions": frozenset(), "navigation": []}
    return {
        "studio": studio,
        "member": Visitor(studio.member_name, [str(ROLE_WORDS[role]) for role in sorted(studio.roles)]),
        "permissions": request.permissions,
        "navigation": getattr(request, "navigation", []),  # a page that broke while it was made has none
        "home_url": f"/{studio.slug}/",
        "search_url": f"/{studio.slug}/search/",
        "account_url": "/accounts/sessions/",
    }


ROLE_WORDS = {
    "owner": gettext_lazy("Owner"),
    "manager": gettext_lazy("Manager"),
    "office": gettext_lazy("Office"),
    "instructor": gettext_lazy("Instructor"),
    "guardian": gettext_lazy("Guardian"),
    "student": gettext_lazy("Student"),
    "closing": gettext_lazy("The school closes"),
    "support": gettext_lazy("MuseMinder’s support"),
    "support_reveal": gettext_lazy("May open sealed facts"),
}
