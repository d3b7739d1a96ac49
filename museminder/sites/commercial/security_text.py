"""Where to tell us about a weakness (RFC 9116)."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.http import HttpRequest, HttpResponse

from museminder.primitives import clock
from museminder.web.pages import open_page

CONTACT = "mailto:info@clerestorysystems.com"
LASTS = timedelta(days=90)


@open_page("says where to report a weakness")
def show(request: HttpRequest) -> HttpResponse:
    """The file that researchers look for; it ends in 90 days and is made anew at each look."""
    ends = (clock.now() + LASTS).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [
        f"Contact: {CONTACT}",
        f"Contact: https://{request.get_host()}/contact/",
        f"Expires: {ends}",
        "Preferred-Languages: en, es",
        f"Canonical: https://{request.get_host()}/.well-known/security.txt",
        f"Policy: https://{request.get_host()}/policy/",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
