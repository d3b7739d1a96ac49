"""Addresses of the studio site: outside any studio, and inside one."""

from typing import Any

from django.urls import include, path

from museminder.sites.studio import opening, today
from museminder.sites.studio.billing import gateways
from museminder.sites.studio.calendar import feeds
from museminder.web import chooser

AREAS = (
    "people",
    "courses",
    "calendar",
    "enrollment",
    "billing",
    "switching",
    "leaving",
    "support",
    "privacy",
    "search",
)

outside: list[Any] = [
    path("", chooser.index, {"opening": "open_studio"}, name="chooser"),
    path("studios/create/", opening.create, name="open_studio"),
    path("calendars/<str:token>.ics", feeds.fetch, name="calendar_feed"),
    path("hooks/stripe/<str:token>/", gateways.notify, name="stripe_hook"),
]
inside: list[Any] = [
    path("", today.show, name="today"),
    *(path(f"{area}/", include(f"museminder.sites.studio.{area}.urls")) for area in AREAS),
]
