"""Pages for what is not there and for what went wrong: the same for everybody, naming nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.utils.deprecation import MiddlewareMixin

from museminder.foundation.published.connecting import PublicSilent
from museminder.foundation.vault.connecting import VaultSilent


def not_found(_request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ARG001  as Django calls it
    """Another studio's record, a page one may not open and a typing error all answer like this."""
    body = engines["jinja2"].get_template("web/not_found.html").render({})
    return HttpResponse(body, status=404)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (Django hands it over)
    """Something of ours failed; nothing was stored by halves, because the transaction is gone."""
    body = engines["jinja2"].get_template("web/broken.html").render({})
    return HttpResponse(body, status=500)


class VaultSilence(MiddlewareMixin):
    """Says that what is sealed cannot be shown now; pages that show nothing sealed do not notice."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answers 503 when the vault did not answer; every other exception goes its way."""
        if not isinstance(exception, VaultSilent):
            return None
        body = engines["jinja2"].get_template("web/sealed.html").render({})
        return HttpResponse(body, status=503, headers={"Retry-After": "30", "Cache-Control": "no-store"})


class PublicSilence(MiddlewareMixin):
    """Says that the public site cannot show its pages now; the other sites do not notice."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answers 503 when the public database did not answer; every other exception goes its way."""
        if not isinstance(exception, PublicSilent):
            return None
        body = engines["jinja2"].get_template("web/silent.html").render({})
        return HttpResponse(body, status=503, headers={"Retry-After": "30", "Cache-Control": "no-store"})
