"""What happens when MuseMinder is sold or merged: what was announced, how long it still is, and the ways out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from museminder.domain.privacy.queries.published import published_changes
from museminder.primitives import clock
from museminder.sites.commercial.showing import show_public
from museminder.web.pages import open_page


@open_page("whether MuseMinder is sold, and what anyone can do then")
def index(request: HttpRequest) -> HttpResponse:
    """Every announcement, the newest first, with the days that are left."""
    today = clock.now().date()
    rows = [(each, each.days_left(on=today)) for each in published_changes()]
    return show_public(request, "commercial/changes_of_control.html", {"rows": rows})
