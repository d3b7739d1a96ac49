"""Addresses of what an owner sees of privacy: what was held back, and what a witness keeps."""

from django.urls import include, path

from museminder.sites.studio.privacy import (
    breaches,
    checkpoints,
    closing,
    decisions,
    demands,
    promotional,
    requests,
    retention,
    reveals,
    transfers,
)

app_name = "privacy"

_reveals = [
    path("", reveals.index, name="index"),
    path("<uuid:held_id>/allowances/create/", reveals.allow, name="allow"),
    path("<uuid:held_id>/refusals/create/", reveals.refuse, name="refuse"),
]
_checkpoints = [
    path("", checkpoints.index, name="index"),
    path("checkpoints.txt", checkpoints.download, name="download"),
    path("proofs/<uuid:entry_id>.txt", checkpoints.proof, name="proof"),
]
_requests = [
    path("", requests.index, name="index"),
    path("create/", requests.create, name="create"),
    path("<uuid:request_id>/", requests.show, name="show"),
    path("<uuid:request_id>/decisions/create/", decisions.create, name="decide"),
    path("<uuid:request_id>/answers/create/", requests.answer, name="answer"),
    path("<uuid:request_id>/refusals/create/", requests.refuse, name="refuse"),
]
_retention = [
    path("", retention.index, name="index"),
    path("holds/create/", retention.create, name="create"),
    path("holds/<uuid:hold_id>/endings/", retention.end, name="end"),
]
_transfers = [
    path("", transfers.index, name="index"),
    path("answers/create/", transfers.create, name="create"),
]
_promotional = [
    path("", promotional.edit, name="edit"),
    path("revoke/", promotional.revoke, name="revoke"),
]
_closing = [
    path("", closing.index, name="index"),
    path("create/", closing.create, name="create"),
    path("reopen/", closing.reopen, name="reopen"),
]
urlpatterns = [
    path("closing/", include((_closing, "closing"))),
    path("promotional/", include((_promotional, "promotional"))),
    path("transfers/", include((_transfers, "transfers"))),
    path("breaches/", include(([path("", breaches.index, name="index")], "breaches"))),
    path("demands/", include(([path("", demands.index, name="index")], "demands"))),
    path("retention/", include((_retention, "retention"))),
    path("requests/", include((_requests, "requests"))),
    path("reveals/", include((_reveals, "reveals"))),
    path("checkpoints/", include((_checkpoints, "checkpoints"))),
]
