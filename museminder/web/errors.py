"""Pages for what is not there and for what went wrong: the same for everybody, naming nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines


def not_found(_request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ARG001  as Django calls it
    """Another studio's record, a page one may not open and a typing error all answer like this."""
    body = engines["jinja2"].get_template("web/not_found.html").render({})
    return HttpResponse(body, status=404)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (Django hands it over)
    """Something of ours failed; nothing was stored by halves, because the transaction is gone."""
    body = engines["jinja2"].get_template("web/broken.html").render({})
    return HttpResponse(body, status=500)
