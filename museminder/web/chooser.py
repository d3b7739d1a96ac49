"""The first page after signing in: which studio. Whoever belongs to one goes straight in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect

from museminder.foundation.identity.door import second_step
from museminder.foundation.identity.queries.studios import my_studios
from museminder.web.pages import open_page
from museminder.web.rendering import show


@open_page("shows only the studios that the signed-in person belongs to")
def index(request: Any, opening: str = "") -> HttpResponse:
    """The studios this person may enter on this site, and the way to open one (its view's name) where there is one."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    waiting = second_step(request)
    if waiting is not None:
        return waiting
    studios = my_studios(request.session.session_key)
    if len(studios) == 1:
        return HttpResponseRedirect(f"/{studios[0].slug}/")
    return show(request, "web/chooser.html", {"studios": studios, "opening": opening})
