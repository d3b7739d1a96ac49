"""What courts demanded about the studio's families, from the day on which it may be known."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from museminder.domain.oversight.queries.legal_demands import owners_notices
from museminder.domain.oversight.rules.demand_words import kind_words, records_words
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.web.rendering import show as show_page


@require_GET
@page(Permission.DEMAND_SEE)
def index(request: Any) -> HttpResponse:
    """Every demand that was answered, the newest first, and how many families it was about."""
    rows = [
        (each, kind_words(each.kind), records_words(each.records), family_count)
        for each, family_count in owners_notices()
    ]
    return show_page(request, "studio/privacy/demands.html", {"rows": rows})
