"""What a family owes and how it pays."""

from django.urls import path

from museminder.sites.member.billing import account, invoices, payments

app_name = "billing"
urlpatterns = [
    path("", account.show, name="account"),
    path("pay/<uuid:account_id>/", payments.create, name="pay"),
    path("payments/<uuid:payment_attempt_id>/", payments.show, name="payment"),
    path("invoices/<uuid:invoice_id>/invoice.pdf", invoices.download, name="invoice"),
]
