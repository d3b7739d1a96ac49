"""How often a court made us hand something over, and what we could hand over at all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from museminder.domain.oversight.queries.could_be_demanded import demandable, published_counts
from museminder.sites.commercial.data_map import class_names
from museminder.sites.commercial.showing import show_public
from museminder.web.pages import open_page


@open_page("counts legal demands in half-years and bands, of no studio; it has no access to any")
def index(request: HttpRequest) -> HttpResponse:
    """The counts of each half-year beside what could be demanded, from the data map."""
    names = class_names()
    kinds = [
        (each, [(field, names[kind], field in each.sealed) for field, kind in each.fields])
        for each in demandable()
    ]
    context = {"halves": published_counts(), "kinds": kinds}
    return show_public(request, "commercial/legal_demands.html", context)
