"""Who may operate MuseMinder, and that nobody may see a family from here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from museminder.foundation.identity.pages import own_account
from museminder.web.pages import open_page
from museminder.web.rendering import show


@open_page("shows nothing of any studio; a person signs in first")
@own_account
def index(request: HttpRequest) -> HttpResponse:
    """The operator's first page: it has no grant on any studio's tables."""
    return show(request, "operator/home.html")
