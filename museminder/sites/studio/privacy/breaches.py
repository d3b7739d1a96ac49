"""What we told the studio about somebody getting at its information."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from museminder.domain.privacy.queries.breaches import notices_of_studio
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.web.rendering import show as show_page


@page(Permission.BREACH_SEE)
@require_GET
def index(request: Any) -> HttpResponse:
    """Every notice, the newest first, with the 72 hours it had."""
    rows = [(each, each.is_late(request.received_at)) for each in notices_of_studio()]
    return show_page(request, "studio/privacy/breaches.html", {"rows": rows})
