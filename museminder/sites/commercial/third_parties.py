"""Who else is involved: the list that is also the list of hosts the program can talk to."""

from __future__ import annotations

from datetime import UTC

from django.http import HttpRequest, HttpResponse

from museminder.domain.privacy.queries.published import published_third_parties
from museminder.primitives import clock
from museminder.sites.commercial.showing import show_public
from museminder.web.pages import open_page


@open_page("lists the companies that help us; it has no access to any studio")
def index(request: HttpRequest) -> HttpResponse:
    """Every third party: what for, what it gets, where, and until when a contract holds."""
    today = clock.now().astimezone(UTC).date()
    parties = [
        each | {"in_force": each["contract_until"] is not None and today < each["contract_until"]}
        for each in published_third_parties()
    ]
    context = {
        "processors": [each for each in parties if each["kind"] != "partner"],
        "partners": [each for each in parties if each["kind"] == "partner"],
    }
    return show_public(request, "commercial/third_parties.html", context)
