"""Addresses of the people pages."""

from django.urls import include, path

from museminder.sites.studio.people import (
    contacts,
    custody_denials,
    departures,
    families,
    guardians,
    households,
    invitations,
    merges,
    photographs,
    reveals,
    staff,
    staff_roles,
    student_logins,
    students,
    widenings,
)

app_name = "people"

_families = [
    path("", families.index, name="index"),
    path("create/", families.create, name="create"),
    path("<uuid:family_id>/", families.show, name="show"),
    path("<uuid:family_id>/edit/", families.edit, name="edit"),
    path("<uuid:family_id>/remove/", departures.family, name="remove"),
    path("<uuid:family_id>/students/create/", students.create, name="add_student"),
    path("<uuid:family_id>/guardians/create/", guardians.create, name="add_guardian"),
    path("<uuid:family_id>/note/", reveals.note, name="note"),
]
_students = [
    path("<uuid:student_id>/edit/", students.edit, name="edit"),
    path("<uuid:student_id>/remove/", departures.student, name="remove"),
    path("<uuid:student_id>/birth-date/", reveals.birth_date, name="birth_date"),
    path("<uuid:student_id>/care-notes/", reveals.care_notes, name="care_notes"),
    path("<uuid:student_id>/photograph/", photographs.show, name="photograph"),
    path("<uuid:student_id>/photograph/picture/", photographs.picture, name="picture"),
    path("<uuid:student_id>/photograph/edit/", photographs.edit, name="edit_photograph"),
    path("<uuid:student_id>/photograph/remove/", photographs.remove, name="remove_photograph"),
    path("<uuid:student_id>/sign-in/consent/", student_logins.create, name="login_consent"),
    path("<uuid:student_id>/sign-in/invite/", student_logins.invite, name="invite"),
    path("<uuid:student_id>/contacts/create/", contacts.create, name="add_contact"),
    path("<uuid:student_id>/households/create/", households.create, name="add_household"),
    path("<uuid:student_id>/custody-denials/create/", custody_denials.create, name="add_custody_denial"),
]
_guardians = [
    path("<uuid:guardian_id>/edit/", guardians.edit, name="edit"),
    path("<uuid:guardian_id>/invite/", guardians.invite, name="invite"),
    path("<uuid:guardian_id>/remove/", departures.guardian, name="remove"),
    path("<uuid:guardian_id>/address/", reveals.address, name="address"),
    path("rights/<uuid:guardianship_id>/", guardians.rights, name="rights"),
]
_households = [
    path("<uuid:household_id>/edit/", households.edit, name="edit"),
    path("<uuid:household_id>/remove/", households.remove, name="remove"),
]
_contacts = [
    path("<uuid:contact_id>/edit/", contacts.edit, name="edit"),
    path("<uuid:contact_id>/remove/", contacts.remove, name="remove"),
]
_staff = [
    path("", staff.index, name="index"),
    path("create/", staff.create, name="create"),
    path("<uuid:staff_member_id>/", staff.show, name="show"),
    path("<uuid:staff_member_id>/edit/", staff.edit, name="edit"),
    path("<uuid:staff_member_id>/invite/", staff_roles.invite, name="invite"),
    path("<uuid:staff_member_id>/roles/", staff_roles.edit, name="roles"),
    path("<uuid:staff_member_id>/remove/", staff.remove, name="remove"),
]
_invitations = [
    path("", invitations.index, name="index"),
    path("<uuid:invitation_id>/revoke/", invitations.revoke, name="revoke"),
]
_merges = [
    path("", merges.index, name="index"),
    path("<uuid:merge_id>/undo/", merges.undo, name="undo"),
    path("<str:kind>/<uuid:kept_id>/<uuid:merged_id>/", merges.create, name="create"),
]
_widenings = [
    path("", widenings.index, name="index"),
    path("<uuid:widening_id>/confirm/", widenings.confirm, name="confirm"),
    path("<uuid:widening_id>/refuse/", widenings.refuse, name="refuse"),
]
urlpatterns = [
    path("widenings/", include((_widenings, "widenings"))),
    path("families/", include((_families, "families"))),
    path("students/", include((_students, "students"))),
    path("guardians/", include((_guardians, "guardians"))),
    path("households/", include((_households, "households"))),
    path("contacts/", include((_contacts, "contacts"))),
    path("staff/", include((_staff, "staff"))),
    path("duplicates/", include((_merges, "merges"))),
    path("invitations/", include((_invitations, "invitations"))),
    path(
        "custody-denials/<uuid:denial_id>/end/",
        include(([path("", custody_denials.end, name="end")], "custody_denials")),
    ),
]
