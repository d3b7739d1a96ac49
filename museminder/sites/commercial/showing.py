"""What every public page says of itself: when what stands on it was published, and where the other sites are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from museminder.foundation.published.reading import published_at
from museminder.primitives import clock
from museminder.web.rendering import show

LATE_AFTER = timedelta(hours=6)  # it is copied every few seconds; hours mean that something stands still


def show_public(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Answer with a public page. Raises ``PublicSilent`` when the public database does not answer."""
    when = published_at()
    known = {
        "published_at": when,
        "published_late": when is None or clock.now() - when > LATE_AFTER,
        "sites": {site: address_of(request, site) for site in ("studio", "member")},
    }
    return show(request, template, known | dict(context or {}), status)


def address_of(request: HttpRequest, site: str) -> str:
    """The first page of another site, on the port on which this one was asked."""
    port = "" if request.get_port() == "443" else f":{request.get_port()}"
    return f"https://{settings.SITE_HOSTS[site]}{port}/"
