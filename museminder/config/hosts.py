"""Which site a host name is: its pages, its cookies, its database role."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import set_urlconf

from museminder.foundation.tenancy.context import site

POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'{pay}; img-src 'self'; style-src 'self'; script-src 'self'"
)


class Hosts:
    """Serves each host's own site, and adds what every answer must carry."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = POLICY.format(pay="".join(f" {origin}" for origin in settings.PAYMENT_PAGES))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = settings.HOST_SITES[request.get_host().rsplit(":", 1)[0]]
        request.site_name = name  # type: ignore[attr-defined]
        request.urlconf = f"museminder.config.urls.{name}"  # type: ignore[attr-defined]
        set_urlconf(request.urlconf)  # type: ignore[attr-defined]
        with site(name):
            response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
