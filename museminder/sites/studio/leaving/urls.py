"""Addresses of taking everything along."""

from django.urls import include, path

from museminder.sites.studio.leaving import exports

app_name = "leaving"

_exports = [
    path("", exports.index, name="index"),
    path("create/", exports.create, name="create"),
    path("<uuid:export_id>/", exports.show, name="show"),
    path("<uuid:export_id>/export.zip", exports.download, name="download"),
    path("<uuid:export_id>/remove/", exports.remove, name="remove"),
]
urlpatterns = [path("exports/", include((_exports, "exports")))]
