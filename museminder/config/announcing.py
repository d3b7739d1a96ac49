"""What was posted and does not hold yet is announced on every page of every site: a policy, or a sale of MuseMinder."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from museminder.domain.privacy.models import ChangeOfControl, PolicyVersion
from museminder.domain.privacy.queries.changes_of_control import announced_changes
from museminder.domain.privacy.queries.policies import announced_version
from museminder.domain.privacy.queries.published import (
    published_changes,
    published_versions,
    version_announced,
)
from museminder.foundation.published.connecting import PublicSilent
from museminder.primitives import clock

Coming = PolicyVersion | ChangeOfControl


@dataclass(frozen=True, slots=True)
class Announcement:
    """What every page says of something that is coming; ``address`` leads to its words on the public site.

    ``taken_over_by`` is empty for a version of the policy.
    """

    taken_over_by: str
    effective_on: date
    days_left: int
    address: str


class Announcements:
    """Gives every request what is to be announced; asks the database once in a few seconds, not for each page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._coming: list[Coming] = []
        self._read_at = float("-inf")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.announcements = self._announcements(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def _announcements(self, request: HttpRequest) -> list[Announcement]:
        every = settings.ANNOUNCEMENTS_READ_EVERY
        if every is None or request.path.startswith(settings.STATIC_URL):
            return []
        today = clock.now().date()
        if time.monotonic() - self._read_at >= every:
            self._coming, self._read_at = _coming(request, today), time.monotonic()
        return [_said(each, request, today) for each in self._coming if not each.is_in_effect(on=today)]


def _said(coming: Coming, request: HttpRequest, today: date) -> Announcement:
    port = f":{request.get_port()}" if request.get_port() != "443" else ""
    public = f"https://{settings.SITE_HOSTS['commercial']}{port}"
    if isinstance(coming, ChangeOfControl):
        who, address = coming.taken_over_by, f"{public}/change-of-control/"
    else:
        who, address = "", f"{public}/policy/{coming.number}/"
    return Announcement(who, coming.effective_on, coming.days_left(on=today), address)


def _coming(request: HttpRequest, today: date) -> list[Coming]:
    """What is coming, read where this site reads; a banner is no reason for a page not to answer."""
    if request.site_name != "commercial":  # type: ignore[attr-defined]
        return [*announced_changes(on=today), *filter(None, [announced_version(on=today)])]
    try:
        changes = [each for each in published_changes() if not each.is_in_effect(on=today)]
        return [*changes, *filter(None, [version_announced(published_versions(), on=today)])]
    except PublicSilent:
        return []
