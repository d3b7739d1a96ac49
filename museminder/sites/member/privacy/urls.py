"""The privacy center: what is held, who looked, and everything that can be asked for."""

from django.urls import path

from museminder.sites.member.privacy import (
    center,
    demands,
    erasures,
    exports,
    held,
    looks,
    own_records,
    policies,
    requests,
)

app_name = "privacy"
urlpatterns = [
    path("", center.index, name="index"),
    path("students/<uuid:student_id>/", held.show, name="held"),
    path("students/<uuid:student_id>/looks/", looks.show, name="looks"),
    path("policies/", policies.index, name="policies"),
    path("policies/<int:number>/acceptances/create/", policies.accept, name="accept"),
    path("demands/", demands.index, name="demands"),
    path("requests/create/", requests.create, name="ask"),
    path("own-record/erasures/create/", own_records.create, name="erase_myself"),
    path("requests/<uuid:request_id>/", requests.show, name="request"),
    path("exports/", exports.index, name="exports"),
    path("exports/create/", exports.create, name="take"),
    path("exports/<uuid:family_export_id>/", exports.show, name="export"),
    path("exports/<uuid:family_export_id>/copy.zip", exports.download, name="copy"),
    path("students/<uuid:student_id>/erasures/create/", erasures.create, name="erase"),
    path("erasures/<uuid:erasure_id>/", erasures.show, name="erasure"),
    path("erasures/<uuid:erasure_id>/agreements/create/", erasures.agree, name="agree"),
    path("erasures/<uuid:erasure_id>/objections/create/", erasures.oppose, name="oppose"),
]
