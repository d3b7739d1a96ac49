"""The family's own profile."""

from django.urls import path

from museminder.sites.member.people import family, profiles

app_name = "people"
urlpatterns = [
    path("", family.show, name="family"),
    path("students/<uuid:student_id>/", profiles.student, name="student"),
    path("guardians/<uuid:guardian_id>/", profiles.guardian, name="guardian"),
]
