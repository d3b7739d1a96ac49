"""What a site's door asks about the browser before it asks the database about the studio, and grave pages again."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from museminder.foundation.identity.rules import is_elsewhere, needs_second_factor
from museminder.foundation.identity.sessions import SessionStore, factor_shown_at


def second_step(request: HttpRequest, *, onward: str = "") -> HttpResponse | None:
    """Where somebody must go before they enter a site of staff with a password alone; None if they may go on.

    Sent to set up a passkey or an authenticator app, and from there ``onward``: to the page they asked for unless
    another is named. Whoever has one already showed it when signing in.
    """
    session = _session(request)
    shown = bool(session.row and session.row.second_factor)
    if not needs_second_factor(session.site, second_factor_shown=shown):
        return None
    return redirect(f"/accounts/second-factor/?{urlencode({'next': onward or request.get_full_path()})}")


def is_from_elsewhere(session: SessionStore, *, browser: str, places: str) -> bool:
    """Whether a cookie came into another browser, or another place, than the session is known from."""
    return is_elsewhere(
        session.site,
        browser=browser,
        places=places,
        browser_now=session.browser,
        place_now=session.address_prefix,
    )


def place_step(request: HttpRequest, *, then: str) -> HttpResponse:
    """Where somebody goes whose cookie came from elsewhere: to show who they are, and then on to ``then``.

    Whoever can show nothing at all is signed out.
    """
    ways = get_adapter().get_reauthentication_methods(request.user)
    if not ways:
        request.session.flush()
        return redirect(f"{settings.LOGOUT_REDIRECT_URL}")
    address = f"{ways[0]['url']}?{urlencode({'next': then})}"
    # A piece of a page that is asked for in the background: the whole page is to go there.
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def shown_step(request: HttpRequest, *, then: str, within: timedelta, at: datetime) -> str | None:
    """The address where somebody must show a second factor again before what is graver; None if they did ``within``.

    ``then`` is the address they come back to.
    """
    shown_at = factor_shown_at(_session(request))
    if shown_at is not None and at - shown_at < within:
        return None
    ways = get_adapter().get_reauthentication_methods(request.user)
    address = ways[0]["url"] if ways else "/accounts/second-factor/"
    return f"{address}?{urlencode({'next': then})}"


def again_step(request: HttpRequest, *, then: str) -> HttpResponse | None:
    """Where somebody must go to show once more who they are before something grave; None if they just did.

    ``then`` is the address they come back to. What counts as just is ``ACCOUNT_REAUTHENTICATION_TIMEOUT``.
    """
    if not is_reauthentication_required(request, app="account"):
        return None
    ways = get_adapter().get_reauthentication_methods(request.user)
    return redirect(f"{ways[0]['url']}?{urlencode({'next': then})}")


def _session(request: HttpRequest) -> SessionStore:
    session = request.session
    if not isinstance(session, SessionStore):
        raise TypeError("the session middleware of identity is missing")
    return session
