"""Addresses of the member site: outside any studio, and inside one."""

from typing import Any

from django.urls import include, path

from museminder.sites.member.schedule import feeds
from museminder.web import chooser

outside: list[Any] = [
    path("", chooser.index, name="chooser"),
    path("calendars/<str:token>.ics", feeds.fetch, name="calendar_feed"),
]
inside: list[Any] = [
    path("", include("museminder.sites.member.home.urls")),
    path("schedule/", include("museminder.sites.member.schedule.urls")),
    path("billing/", include("museminder.sites.member.billing.urls")),
    path("consents/", include("museminder.sites.member.consents.urls")),
    path("people/", include("museminder.sites.member.people.urls")),
    path("privacy/", include("museminder.sites.member.privacy.urls")),
]
