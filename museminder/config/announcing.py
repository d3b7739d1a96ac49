"""A posted version of the policy is announced on every page of every site until it takes effect."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from museminder.domain.privacy.models import PolicyVersion
from museminder.domain.privacy.queries.policies import announced_version
from museminder.domain.privacy.queries.published import published_versions, version_announced
from museminder.foundation.published.connecting import PublicSilent
from museminder.primitives import clock


@dataclass(frozen=True, slots=True)
class Announcement:
    """What every page says of a coming version; ``address`` leads to its words on the public site."""

    number: int
    effective_on: date
    days_left: int
    address: str


class Announcements:
    """Gives every request what is to be announced; asks the database once in a few seconds, not for each page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._coming: PolicyVersion | None = None
        self._read_at = float("-inf")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.announcement = self._announcement(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def _announcement(self, request: HttpRequest) -> Announcement | None:
        every = settings.ANNOUNCEMENTS_READ_EVERY
        if every is None or request.path.startswith(settings.STATIC_URL):
            return None
        today = clock.now().date()
        if time.monotonic() - self._read_at >= every:
            self._coming, self._read_at = _coming(request, today), time.monotonic()
        version = self._coming
        if version is None or version.is_in_effect(on=today):
            return None
        port = f":{request.get_port()}" if request.get_port() != "443" else ""
        address = f"https://{settings.SITE_HOSTS['commercial']}{port}/policy/{version.number}/"
        return Announcement(version.number, version.effective_on, version.days_left(on=today), address)


def _coming(request: HttpRequest, today: date) -> PolicyVersion | None:
    """What is coming, read where this site reads; a banner is no reason for a page not to answer."""
    if request.site_name != "commercial":  # type: ignore[attr-defined]
        return announced_version(on=today)
    try:
        return version_announced(published_versions(), on=today)
    except PublicSilent:
        return None
