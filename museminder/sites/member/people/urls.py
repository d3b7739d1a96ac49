"""The family's own profile."""

from django.urls import path

from museminder.sites.member.people import addresses, family, photographs, profiles, widenings

app_name = "people"
urlpatterns = [
    path("", family.show, name="family"),
    path("students/<uuid:student_id>/", profiles.student, name="student"),
    path("students/<uuid:student_id>/photograph/", photographs.edit, name="photograph"),
    path("students/<uuid:student_id>/photograph/picture/", photographs.picture, name="picture"),
    path("students/<uuid:student_id>/photograph/remove/", photographs.remove, name="remove_photograph"),
    path("guardians/<uuid:guardian_id>/", profiles.guardian, name="guardian"),
    path("widenings/<uuid:widening_id>/", widenings.show, name="widening"),
    path("widenings/<uuid:widening_id>/object/", widenings.remove, name="object_to_widening"),
    path("guardians/<uuid:guardian_id>/address/", addresses.show, name="address"),
    path("guardians/<uuid:guardian_id>/address/accept/", addresses.accept, name="accept_address"),
    path("guardians/<uuid:guardian_id>/address/refuse/", addresses.refuse, name="refuse_address"),
]
