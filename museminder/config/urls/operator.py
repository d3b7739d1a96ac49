"""The operator site: counts and health, no names."""

from django.urls import include, path

from museminder.sites.operator import urls

urlpatterns = [
    path("accounts/", include("museminder.foundation.identity.urls")),
    path("", include(urls.outside)),
]
handler404 = "museminder.web.errors.not_found"
handler500 = "museminder.web.errors.broken"
