"""Addresses of the money pages."""

from django.urls import include, path

from museminder.sites.studio.billing import (
    accounts,
    entries,
    gateways,
    invoices,
    postings,
    refunds,
    returned_checks,
    reversals,
    tuition_plans,
    write_offs,
)

app_name = "billing"

_accounts = [
    path("", accounts.index, name="index"),
    path("aging/", accounts.aging, name="aging"),
    path("<uuid:account_id>/", accounts.show, name="show"),
    path("<uuid:account_id>/statement.pdf", invoices.statement, name="statement"),
    path("<uuid:account_id>/receipt/", entries.receipt, name="receipt"),
    path("<uuid:account_id>/charge/", entries.charge, name="charge"),
    path("<uuid:account_id>/credit/", entries.credit, name="credit"),
]
_reversals = [
    path("charge/<uuid:charge_id>/", reversals.charge, name="charge"),
    path("receipt/<uuid:receipt_id>/", reversals.receipt, name="receipt"),
    path("credit/<uuid:credit_id>/", reversals.credit, name="credit"),
    path("receipt/<uuid:receipt_id>/returned-check/", returned_checks.create, name="returned_check"),
    path("receipt/<uuid:receipt_id>/refund/", refunds.create, name="refund"),
    path("charge/<uuid:charge_id>/write-off/", write_offs.create, name="write_off"),
]
_postings = [
    path("", postings.index, name="index"),
    path("create/", postings.create, name="create"),
    path("<uuid:posting_id>/", postings.show, name="show"),
    path("<uuid:posting_id>/commit/", postings.commit, name="commit"),
    path("rows/<uuid:posting_row_id>/decide/", postings.decide, name="decide"),
]
_plans = [
    path("", tuition_plans.index, name="index"),
    path("create/", tuition_plans.create, name="create"),
    path("<uuid:tuition_plan_id>/", tuition_plans.edit, name="edit"),
]
_invoices = [
    path("", invoices.index, name="index"),
    path("create/", invoices.create, name="create"),
    path("<uuid:invoice_id>/", invoices.show, name="show"),
    path("<uuid:invoice_id>/void/", invoices.void, name="void"),
    path("<uuid:invoice_id>/invoice.pdf", invoices.download, name="download"),
]
urlpatterns = [
    path("accounts/", include((_accounts, "accounts"))),
    path("reversals/", include((_reversals, "reversals"))),
    path("postings/", include((_postings, "postings"))),
    path("tuition-plans/", include((_plans, "tuition_plans"))),
    path("invoices/", include((_invoices, "invoices"))),
    path("cards/", include(([path("", gateways.edit, name="edit")], "gateways"))),
]
