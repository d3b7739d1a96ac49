"""The studio site: what owners, office and instructors see."""

from django.urls import include, path

from museminder.sites.studio import urls

urlpatterns = [
    path("accounts/", include("museminder.foundation.identity.urls")),
    path("", include(urls.outside)),
    path("<slug:studio_slug>/", include((urls.inside, "studio"), namespace="studio")),
]
handler404 = "museminder.web.errors.not_found"
handler500 = "museminder.web.errors.broken"
