"""What MuseMinder is, for anyone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from museminder.web.pages import open_page
from museminder.web.rendering import show


@open_page("says what MuseMinder is; it has no access to any studio")
def index(request: HttpRequest) -> HttpResponse:
    """The public front page."""
    return show(request, "commercial/home.html")
