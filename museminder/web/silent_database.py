"""What a page answers while the studios' database does not: try again soon, and nothing that was typed is lost."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template import engines
from django.utils.deprecation import MiddlewareMixin

from museminder.foundation.tenancy.silence import is_silent
from museminder.primitives.telling import tell_silence
from museminder.web.rendering import wants_part

RETRY_AFTER = 5  # seconds: a server that takes over needs a few
_SECRET_S = ("password", "code", "credential")  # never sent back to a page, not even to whom they came from


class DatabaseSilence(MiddlewareMixin):
    """Says that nothing can be read or kept just now, and offers to send the same form again."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answers 503 when the database could not be asked; every other exception goes its way."""
        if not is_silent(exception):
            return None
        tell_silence(exception)
        return silent(request)


def silent(request: HttpRequest) -> HttpResponse:
    """503 with Retry-After; a sent form comes back whole, behind one button, with the key that lets it count once."""
    facts = {"again": _sent(request), "address": request.get_full_path(), "is_sent": request.method == "POST"}
    template = "web/silent_database_part.html" if wants_part(request) else "web/silent_database.html"
    body = engines["jinja2"].get_template(template).render(facts)
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    return HttpResponse(body, status=503, headers=headers)


def _sent(request: Any) -> list[tuple[str, str]]:
    """The fields of a form that may be sent again from here: not one with files or a secret."""
    if request.method != "POST":
        return []
    try:
        fields = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
        has_files = bool(request.FILES)
    except (UnreadablePostError, RequestDataTooBig, TooManyFieldsSent, SuspiciousOperation):
        return []
    if has_files or any(secret in name.lower() for name, _ in fields for secret in _SECRET_S):
        return []
    return fields
