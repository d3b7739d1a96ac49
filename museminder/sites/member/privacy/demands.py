"""What a court demanded about the family, from the day on which it may be known."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from museminder.domain.oversight.queries.legal_demands import notices_shown
from museminder.domain.oversight.rules.demand_words import kind_words, records_words
from museminder.foundation.identity.permissions import Permission
from museminder.sites.member.door import page
from museminder.web.rendering import show


@require_GET
@page(Permission.MY_PRIVACY_SEE)
def index(request: Any) -> HttpResponse:
    """Every demand with what was handed over, the newest first."""
    rows = [(each, kind_words(each.kind), records_words(each.records)) for each in notices_shown()]
    return show(request, "member/privacy/demands.html", {"rows": rows})
