"""The gallery alone, for the browser tests of components."""

from django.urls import include, path

urlpatterns = [path("", include("museminder.web.gallery.urls"))]
