"""What MuseMinder does, area by area, for anyone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from museminder.sites.commercial.showing import show_public
from museminder.web.pages import open_page


@open_page("says what MuseMinder does; it has no access to any studio")
def index(request: HttpRequest) -> HttpResponse:
    """Each part of running a school, and what is there for it."""
    return show_public(request, "commercial/features.html")
