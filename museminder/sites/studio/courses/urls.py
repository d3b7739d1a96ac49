"""Addresses of courses and of what they need."""

from django.urls import include, path

from museminder.sites.studio.courses import (
    closures,
    courses,
    extensions,
    locations,
    offerings,
    programs,
    rooms,
    seasons,
    weekly_times,
)

app_name = "courses"

_courses = [
    path("", courses.index, name="index"),
    path("create/", courses.create, name="create"),
    path("<uuid:course_id>/", courses.show, name="show"),
    path("<uuid:course_id>/edit/", courses.edit, name="edit"),
]
_offerings = [
    path("of/<uuid:course_id>/create/", offerings.create, name="create"),
    path("<uuid:offering_id>/", offerings.show, name="show"),
    path("<uuid:offering_id>/edit/", offerings.edit, name="edit"),
    path("<uuid:offering_id>/extend/", extensions.create, name="extend"),
    path("<uuid:offering_id>/weekly/create/", weekly_times.create, name="weekly_create"),
    path("weekly/<uuid:template_id>/end/", weekly_times.remove, name="weekly_end"),
]
_programs = [
    path("", programs.index, name="index"),
    path("create/", programs.create, name="create"),
    path("<uuid:program_id>/", programs.edit, name="edit"),
]
_rooms = [
    path("", rooms.index, name="index"),
    path("in/<uuid:location_id>/create/", rooms.create, name="create"),
    path("<uuid:room_id>/", rooms.edit, name="edit"),
]
_locations = [
    path("create/", locations.create, name="create"),
    path("<uuid:location_id>/", locations.edit, name="edit"),
]
_seasons = [
    path("", seasons.index, name="index"),
    path("create/", seasons.create, name="create"),
    path("<uuid:season_id>/", seasons.edit, name="edit"),
    path("<uuid:season_id>/remove/", seasons.remove, name="remove"),
]
_closures = [
    path("", closures.index, name="index"),
    path("create/", closures.create, name="create"),
    path("<uuid:closure_id>/", closures.edit, name="edit"),
    path("<uuid:closure_id>/remove/", closures.remove, name="remove"),
]
urlpatterns = [
    path("", include((_courses, "courses"))),
    path("offerings/", include((_offerings, "offerings"))),
    path("programs/", include((_programs, "programs"))),
    path("rooms/", include((_rooms, "rooms"))),
    path("locations/", include((_locations, "locations"))),
    path("seasons/", include((_seasons, "seasons"))),
    path("closures/", include((_closures, "closures"))),
]
