"""Gives each host its own session cookie."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin

from museminder.foundation.identity.browsers import prefix_of, summarize_browser
from museminder.foundation.identity.door import is_from_elsewhere, place_step
from museminder.foundation.identity.sessions import SessionStore

# What somebody may open who is to show who they are: the pages where that is done, and the way out.
_SHOWING = {
    *("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    *("account_login", "account_logout"),
}


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


class PlaceMiddleware(MiddlewareMixin):
    """A session used from elsewhere opens no page until its holder has shown who they are.

    A page of a studio is not looked at here: its door asks the database, which answers this with everything else.
    """

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, options: dict[str, Any]
    ) -> HttpResponseBase | None:
        session, match = request.session, request.resolver_match
        if "studio_slug" in options or match is None or match.view_name in _SHOWING:
            return None
        if (
            not isinstance(session, SessionStore)
            or not session.session_key
            or not request.user.is_authenticated
        ):
            return None
        row = session.row
        if row is None or not is_from_elsewhere(session, browser=row.browser, places=row.address_prefix):
            return None
        return place_step(request, then=request.get_full_path())
