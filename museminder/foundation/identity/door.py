"""What a site's door asks about the browser before it asks the database about the studio, and grave pages again."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from museminder.foundation.identity.rules import needs_second_factor
from museminder.foundation.identity.sessions import SessionStore


def second_step(request: HttpRequest, *, onward: str = "") -> HttpResponse | None:
    """Where somebody must go before they enter a site of staff with a password alone; None if they may go on.

    Sent to set up a passkey or an authenticator app, and from there ``onward``: to the page they asked for unless
    another is named. Whoever has one already showed it when signing in.
    """
    session = request.session
    if not isinstance(session, SessionStore):
        raise TypeError("the session middleware of identity is missing")
    shown = bool(session.row and session.row.second_factor)
    if not needs_second_factor(session.site, second_factor_shown=shown):
        return None
    return redirect(f"/accounts/second-factor/?{urlencode({'next': onward or request.get_full_path()})}")


def again_step(request: HttpRequest, *, then: str) -> HttpResponse | None:
    """Where somebody must go to show once more who they are before something grave; None if they just did.

    ``then`` is the address they come back to. What counts as just is ``ACCOUNT_REAUTHENTICATION_TIMEOUT``.
    """
    if not is_reauthentication_required(request, app="account"):
        return None
    ways = get_adapter().get_reauthentication_methods(request.user)
    return redirect(f"{ways[0]['url']}?{urlencode({'next': then})}")
