"""What a family agreed to, what partners offer, what was really told."""

from django.urls import path

from museminder.sites.member.consents import (
    consents,
    login_requests,
    offers,
    requests,
    student_logins,
    withdrawals,
)

app_name = "consents"
urlpatterns = [
    path("", consents.index, name="index"),
    path("<uuid:consent_id>/", consents.show, name="show"),
    path("<uuid:consent_id>/receipt.json", consents.receipt, name="receipt"),
    path("<uuid:consent_id>/withdrawals/", withdrawals.create, name="withdraw"),
    path(
        "student-logins/<uuid:student_login_consent_id>/withdrawals/",
        student_logins.create,
        name="withdraw_login",
    ),
    path("student-logins/students/<uuid:student_id>/", login_requests.create, name="allow_login"),
    path("partners/<slug:partner>/students/<uuid:student_id>/", offers.create, name="offer"),
    path("requests/<uuid:partner_request_id>/", requests.show, name="request"),
    path("requests/<uuid:partner_request_id>/leave/", requests.leave, name="leave"),
]
