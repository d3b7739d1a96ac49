"""Where I am signed in, and signing out there."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from museminder.foundation.identity.actions.sessions import end_session, end_sessions
from museminder.foundation.identity.pages import own_account
from museminder.foundation.identity.queries.sessions import sessions_of
from museminder.foundation.identity.sessions import hash_of
from museminder.primitives.clock import now


@own_account
def index(request: HttpRequest) -> HttpResponse:
    """Every browser a person is signed in with, this one named."""
    context = {
        "sessions": list(sessions_of(request.user, now())),  # type: ignore[arg-type]
        "this_one": hash_of(str(request.session.session_key)),
        "site_names": {
            "commercial": "MuseMinder",
            "studio": _("Studio site"),
            "member": _("Family site"),
            "operator": _("Operator site"),
        },
    }
    return render(request, "identity/sessions.html.j2", context)


@require_POST
@own_account
def remove(request: HttpRequest, session_key: str) -> HttpResponse:
    """Sign one browser out."""
    if not end_session(account=request.user, session_key=session_key, at=now()):  # type: ignore[arg-type]
        raise Http404
    messages.success(request, _("That browser is signed out."))
    return redirect("identity_sessions")


@require_POST
@own_account
def remove_others(request: HttpRequest) -> HttpResponse:
    """Sign every other browser out."""
    ended = end_sessions(
        account=request.user,  # type: ignore[arg-type]
        at=now(),
        except_secret=request.session.session_key,
    )
    said = ngettext(
        "%(count)d other browser is signed out.", "%(count)d other browsers are signed out.", ended
    )
    messages.success(request, said % {"count": ended})
    return redirect("identity_sessions")
