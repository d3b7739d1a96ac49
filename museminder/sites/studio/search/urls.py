"""The address of the one search."""

from django.urls import path

from museminder.sites.studio.search import found

app_name = "search"

urlpatterns = [path("", found.index, name="index")]
