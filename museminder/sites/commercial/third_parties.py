"""Who else is involved: the list that is also the list of hosts the program can talk to."""

from __future__ import annotations

from datetime import UTC

from django.http import HttpRequest, HttpResponse

from museminder.foundation.outside.register import registered
from museminder.primitives import clock
from museminder.web.pages import open_page
from museminder.web.rendering import show


@open_page("lists the companies that help us; it has no access to any studio")
def index(request: HttpRequest) -> HttpResponse:
    """Every third party: what for, what it gets, where, and until when a contract holds."""
    today = clock.now().astimezone(UTC).date()
    parties = [
        {
            "party": party,
            "in_force": party.contract_until is not None and today < party.contract_until,
            "hosts": (*party.hosts, *party.pages),
        }
        for party in registered().values()
    ]
    return show(request, "commercial/third_parties.html", {"parties": parties})
