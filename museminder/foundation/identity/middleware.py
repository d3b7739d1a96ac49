"""Gives each host its own session cookie."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin

from museminder.foundation.identity.browsers import prefix_of, summarize_browser
from museminder.foundation.identity.sessions import SessionStore


def cookie_name(site: str) -> str:
    """The name of a site's session cookie: bound to its host, sent over HTTPS only, for every path."""
    return f"__Host-{site}"


class SiteSessionMiddleware(MiddlewareMixin):
    """Reads and writes the session of the site that is being served; needs ``request.site_name``."""

    def process_request(self, request: HttpRequest) -> None:
        site = request.site_name  # type: ignore[attr-defined]
        request.session = SessionStore(
            request.COOKIES.get(cookie_name(site)),
            site=site,
            browser=summarize_browser(request.headers.get("User-Agent", "")),
            address_prefix=prefix_of(request.META.get("REMOTE_ADDR", "")),
        )

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        session = getattr(request, "session", None)
        if not isinstance(session, SessionStore):
            return response
        name = cookie_name(session.site)
        if name in request.COOKIES and session.accessed and session.is_empty():
            # The browser holds a key that opens nothing any more.
            response.delete_cookie(name, path="/", samesite="Lax")
        elif (
            session.modified
            and not session.is_empty()
            and response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
        ):
            self._keep(session, response)
        if session.accessed:
            patch_vary_headers(response, ("Cookie",))
        return response

    def _keep(self, session: SessionStore, response: HttpResponseBase) -> None:
        try:
            session.save()
        except UpdateError as error:
            raise SessionInterrupted("You were signed out while this page was loading.") from error
        response.set_cookie(
            cookie_name(session.site),
            str(session.session_key),
            max_age=timedelta(seconds=session.get_expiry_age()),
            path="/",
            secure=True,
            httponly=True,
            samesite="Lax",
        )
