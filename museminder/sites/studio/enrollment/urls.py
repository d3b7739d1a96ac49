"""Addresses of the enrollment pages."""

from django.urls import include, path

from museminder.sites.studio.enrollment import enrollments, prices, rosters, withdrawals

app_name = "enrollment"

_enrollments = [
    path("create/", enrollments.create, name="create"),
    path("<uuid:enrollment_id>/withdraw/", withdrawals.create, name="withdraw"),
    path("<uuid:enrollment_id>/price/", prices.create, name="price"),
]
_rosters = [
    path("offerings/<uuid:offering_id>/", rosters.offering, name="offering"),
    path("offerings/<uuid:offering_id>/tuition/", prices.offering, name="tuition"),
    path("meetings/<uuid:meeting_id>/", rosters.show, name="show"),
]
urlpatterns = [
    path("", include((_enrollments, "enrollments"))),
    path("rosters/", include((_rosters, "rosters"))),
]
