"""Addresses of MuseMinder's support in a studio."""

from django.urls import include, path

from museminder.sites.studio.support import grants

grant_pages = [
    path("", grants.index, name="index"),
    path("create/", grants.create, name="create"),
    path("<uuid:grant_id>/", grants.show, name="show"),
    path("<uuid:grant_id>/end/", grants.end, name="end"),
]
urlpatterns = [path("", include((grant_pages, "grants"), namespace="grants"))]
app_name = "support"
