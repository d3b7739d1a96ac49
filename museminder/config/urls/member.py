"""The member site: what families see."""

from django.urls import include, path

from museminder.sites.member import urls

urlpatterns = [
    path("accounts/", include("museminder.foundation.identity.urls")),
    path("", include(urls.outside)),
    path("<slug:studio_slug>/", include((urls.inside, "member"), namespace="member")),
]
handler404 = "museminder.web.errors.not_found"
handler500 = "museminder.web.errors.broken"
