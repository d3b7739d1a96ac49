"""What MuseMinder is, for anyone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from museminder.domain.privacy.queries.published import published_standings
from museminder.primitives import clock
from museminder.sites.commercial.showing import show_public
from museminder.sites.commercial.sums import sums_of, windows_of
from museminder.web.pages import open_page


@open_page("says what MuseMinder is; it has no access to any studio")
def index(request: HttpRequest) -> HttpResponse:
    """The public front page, with the promise as it stands."""
    standing = published_standings(at=clock.now())
    context = {"sums": sums_of(standing), "windows": windows_of(standing, linked=False)}
    return show_public(request, "commercial/home.html", context)
