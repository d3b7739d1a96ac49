"""A person's own account, under ``/accounts/`` on every site where people sign in."""

from django.urls import include, path

from museminder.foundation.identity.pages import invitations, second_factor, sessions

urlpatterns = [
    path("sessions/", sessions.index, name="identity_sessions"),
    path("sessions/others/remove/", sessions.remove_others, name="identity_sessions_remove_others"),
    path("sessions/<str:session_key>/remove/", sessions.remove, name="identity_session_remove"),
    path("invitations/<str:token>/", invitations.show, name="identity_invitation"),
    path("invitations/<str:token>/accept/", invitations.accept, name="identity_invitation_accept"),
    path("second-factor/", second_factor.choose, name="identity_second_factor"),
    path("second-factor/qr.svg", second_factor.qr_code, name="identity_qr_code"),
    path("", include("allauth.urls")),
]
