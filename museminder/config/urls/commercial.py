"""The commercial site: open to anyone, and without a grant on any studio's table."""

from django.urls import include, path

from museminder.sites.commercial import urls

urlpatterns = [path("", include(urls.outside))]
handler404 = "museminder.web.errors.not_found"
handler500 = "museminder.web.errors.broken"
