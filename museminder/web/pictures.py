"""Answering with a picture that nobody may keep."""

from __future__ import annotations

from django.http import HttpResponse

CONTENT_TYPE = "image/webp"


def picture_answer(data: bytes) -> HttpResponse:
    """The picture, for this page load alone: not stored by the browser, not taken for anything but a picture."""
    answer = HttpResponse(data, content_type=CONTENT_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
