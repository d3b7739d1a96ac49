"""Addresses of the calendar."""

from django.urls import include, path

from museminder.sites.studio.calendar import (
    cancellations,
    drags,
    events,
    feeds,
    meetings,
    moves,
    pages,
    substitutes,
)

app_name = "calendar"

_meetings = [
    path("create/", meetings.create, name="create"),
    path("<uuid:meeting_id>/", meetings.show, name="show"),
    path("<uuid:meeting_id>/move/", moves.edit, name="move"),
    path("<uuid:meeting_id>/copy/", moves.copy, name="copy"),
    path("<uuid:meeting_id>/cancel/", cancellations.create, name="cancel"),
    path("<uuid:meeting_id>/restore/", cancellations.remove, name="restore"),
    path("<uuid:meeting_id>/substitute/", substitutes.create, name="substitute"),
]
_feeds = [
    path("", feeds.index, name="index"),
    path("create/", feeds.create, name="create"),
    path("<uuid:feed_id>/revoke/", feeds.revoke, name="revoke"),
]
urlpatterns = [
    path("", pages.index, name="index"),
    path("events.json", events.index, name="events"),
    path("move/", drags.create, name="move"),
    path("meetings/", include((_meetings, "meetings"))),
    path("feeds/", include((_feeds, "feeds"))),
]
