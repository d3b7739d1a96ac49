"""Every page declares who may open it, and is opened inside one studio and one transaction.

A site's door is one object: ``page = Door("studio", …)``. A view under ``@page(Permission.X)`` finds on the request
``studio`` (the entry), ``actor``, ``permissions``, ``received_at`` and ``now_on`` (the studio's own date), and
decides nothing about access.
"""

from __future__ import annotations

import functools
import hashlib
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, InterfaceError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from museminder.foundation.identity.door import is_from_elsewhere, place_step
from museminder.foundation.identity.permissions import Permission, SupportRole, permissions_of
from museminder.foundation.tenancy.context import Entry, NoEntry, current_site, studio_context
from museminder.foundation.tenancy.models import IdempotencyKey
from museminder.foundation.tenancy.silence import drop_dead_connections, is_silent
from museminder.primitives import clock
from museminder.primitives.actor import Actor
from museminder.web.closing import refused_while_closing

View = Callable[..., HttpResponse]
SENT_ONCE = "idempotency_key"


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
            if not (is_silent(error) and _may_be_repeated(request)):
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
            return place_step(request, then=request.path if request.method == "GET" else _came_from(request))
        if permission not in request.permissions:
            # A page one may not open looks like a page that is not there.
            raise Http404
        request.navigation = self.navigation(request) if self.navigation else []
        closed = refused_while_closing(request, entry, back=_came_from(request))
        if closed is not None:
            return closed
        with timezone.override(zone):
            # Support's transactions only read: there is nothing that could be done twice.
            sends = request.method == "POST" and SupportRole.LOOKS not in entry.roles
            key = request.POST.get(SENT_ONCE, "") if sends else ""
            return _once(request, key, view) if key else view(request)


def _may_be_repeated(request: Any) -> bool:
    """What only reads, and what counts once however often it is sent; files have been read and are gone."""
    if request.method in ("GET", "HEAD"):
        return True
    return request.method == "POST" and bool(request.POST.get(SENT_ONCE)) and not request.FILES


def _named(request: Any) -> str:
    """The page as a studio reads it in its list of what support looked at: its name, and whose page by id."""
    match = request.resolver_match
    about = [str(value) for value in match.kwargs.values() if isinstance(value, UUID)]
    return " ".join([match.view_name, *about])


def _once(request: Any, key: str, view: View) -> HttpResponse:
    """Do what was sent once, however often it is sent: a double click, a retry and a crash are the same."""
    body = _fingerprint(request)
    if not _is_key(key):  # a browser sends back the one it was given
        return _told(
            _("A part of this page was lost on the way. Go back, copy what you typed, and open it again.")
        )
    created = IdempotencyKey.objects.bulk_create(
        [
            IdempotencyKey(
                key=key[:64],
                account_id=request.actor.account_id,
                fingerprint=body,
                created_at=request.received_at,
            )
        ],
        ignore_conflicts=True,
    )
    mine = created[0].pk
    # Somebody else's row with this key waits for their transaction, so what we read here is final.
    row = IdempotencyKey.objects.filter(key=key[:64]).first()
    if row is None:
        raise Http404
    if row.pk != mine:
        return _again(request, row, body)
    point = transaction.savepoint(using=current_site())
    response = view(request)
    if isinstance(response, HttpResponseRedirect):
        transaction.savepoint_commit(point, using=current_site())
        IdempotencyKey.objects.filter(pk=mine).update(location=response.url[:500])
    elif response.headers.get("HX-Redirect"):
        IdempotencyKey.objects.filter(pk=mine).update(location=response.headers["HX-Redirect"][:500])
    elif response.status_code < 400:
        # A page that answers with what it did, such as a protected fact shown: what it wrote down stays.
        transaction.savepoint_commit(point, using=current_site())
    else:
        # Nothing was done: a form with an error may be sent again under the same key.
        transaction.savepoint_rollback(point, using=current_site())
        IdempotencyKey.objects.filter(pk=mine).delete()
    return response


def _fingerprint(request: Any) -> str:
    """What was sent, however it was encoded: a form with files has been read and its bytes are gone."""
    sent = [(name, value) for name in sorted(request.POST) for value in request.POST.getlist(name)]
    sent += [
        (name, f"{file.name} {file.size}")
        for name in sorted(request.FILES)
        for file in request.FILES.getlist(name)
    ]
    return hashlib.sha256(repr((request.path, sent)).encode()).hexdigest()


def _again(request: Any, row: IdempotencyKey, fingerprint: str) -> HttpResponse:
    if row.account_id != request.actor.account_id or row.fingerprint != fingerprint:
        return _told(_("This form was already sent with other values. Open it again to send it once more."))
    return redirect(row.location or _came_from(request))


def _told(sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=409, content_type="text/plain; charset=utf-8")


def _is_key(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _came_from(request: Any) -> str:
    """The page with the button, as an address may only take what is sent; without one, the address itself."""
    before = urlsplit(request.headers.get("Referer", ""))
    is_ours = before.netloc == request.get_host() and before.path.startswith(f"/{request.studio.slug}/")
    return before.path if is_ours else str(request.path)


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
