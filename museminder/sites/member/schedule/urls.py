"""The family's schedule."""

from django.urls import include, path

from museminder.sites.member.schedule import feeds, lessons

app_name = "schedule"
_feeds = [
    path("", feeds.index, name="index"),
    path("create/", feeds.create, name="create"),
    path("<uuid:feed_id>/revoke/", feeds.revoke, name="revoke"),
]
urlpatterns = [path("", lessons.index, name="index"), path("feeds/", include((_feeds, "feeds")))]
