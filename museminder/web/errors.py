"""Pages for what is not there and for what went wrong: the same for everybody, naming nothing."""

from __future__ import annotations

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin

from museminder.foundation.published.connecting import PublicSilent
from museminder.foundation.tenancy.silence import is_silent
from museminder.foundation.vault.access_log.entries import RevealHeld
from museminder.foundation.vault.connecting import VaultSilent
from museminder.foundation.vault.quotas import ONE_BY_ONE
from museminder.primitives.clock import now
from museminder.primitives.telling import tell_silence
from museminder.web.rendering import wants_part
from museminder.web.silent_database import silent


def not_found(_request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ARG001  as Django calls it
    """Another studio's record, a page one may not open and a typing error all answer like this."""
    body = engines["jinja2"].get_template("web/not_found.html").render({})
    return HttpResponse(body, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something of ours failed; nothing was stored by halves, because the transaction is gone."""
    problem = sys.exc_info()[1]  # met before or after the page's own part, which has a middleware of its own
    if problem is not None and is_silent(problem):
        tell_silence(problem)
        return silent(request)
    body = engines["jinja2"].get_template("web/broken.html").render({})
    return HttpResponse(body, status=500)


class VaultSilence(MiddlewareMixin):
    """Says that what is sealed cannot be shown now; pages that show nothing sealed do not notice."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answers 503 when the vault did not answer, 429 when it held a reveal; all else goes its way."""
        if isinstance(exception, RevealHeld):
            return _held(request, exception)
        if not isinstance(exception, VaultSilent):
            return None
        tell_silence(exception)
        part = "web/sealed_part.html" if wants_part(request) else "web/sealed.html"
        body = engines["jinja2"].get_template(part).render({})
        return HttpResponse(body, status=503, headers={"Retry-After": "30", "Cache-Control": "no-store"})


class PublicSilence(MiddlewareMixin):
    """Says that the public site cannot show its pages now; the other sites do not notice."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answers 503 when the public database did not answer; every other exception goes its way."""
        if not isinstance(exception, PublicSilent):
            return None
        tell_silence(exception)
        body = engines["jinja2"].get_template("web/silent.html").render({})
        return HttpResponse(body, status=503, headers={"Retry-After": "30", "Cache-Control": "no-store"})


def _held(request: HttpRequest, held: RevealHeld) -> HttpResponse:
    """What was held, until when, whom to ask; alone where only a part of a page is waited for."""
    zone = getattr(request, "zone", None) or timezone.get_current_timezone()
    until = held.until.astimezone(zone) if held.until else None
    part = "web/held_part.html" if wants_part(request) else "web/held.html"
    facts = {"until": until, "count": len(held.entry.subjects), "one_by_one": ONE_BY_ONE.least}
    body = engines["jinja2"].get_template(part).render(facts)
    headers = {"Cache-Control": "no-store"}
    if until:
        headers["Retry-After"] = str(max(1, int((until - now()).total_seconds())))
    return HttpResponse(body, status=429, headers=headers)
