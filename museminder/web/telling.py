"""One line in the log for every answer: which page, how long, what became of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from museminder.primitives.telling import tell

METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


class Telling:
    """Writes down the route that was asked for, never the address itself: an address can hold what somebody typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        answer = self.get_response(request)
        tell("answered", **facts_of(request, answer, time.perf_counter() - began))
        return answer


def facts_of(request: Any, answer: HttpResponse, seconds: float) -> dict[str, Any]:
    """What may be said of one answer."""
    found = getattr(request, "resolver_match", None)
    entry = getattr(request, "studio", None)
    return {
        "site": settings.HOST_SITES.get(request.get_host().partition(":")[0]) if found else None,
        "route": found.view_name if found else "none",
        "method": request.method if request.method in METHODS else "other",
        "status": answer.status_code,
        "duration_ms": round(seconds * 1000, 1),
        "studio_id": getattr(entry, "studio_id", None),
    }
