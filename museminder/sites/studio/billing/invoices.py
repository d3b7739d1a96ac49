"""Invoices and statements, on the page and as PDF."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from museminder.domain.billing.actions.invoices import issue_invoices, void_invoice
from museminder.domain.billing.formats.pdf import invoice_pdf, statement_pdf
from museminder.domain.billing.models import FamilyAccount, Invoice
from museminder.domain.billing.queries.accounts import in_force
from museminder.domain.billing.rules.refusals import Refused
from museminder.domain.reports.queries.documents import invoice_document, statement_document
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.billing.forms import ReasonForm
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to
from museminder.web.rendering import show as show_page

A_PAGE = 50
DAYS_TO_PAY = 10


@page(Permission.BILLING_SEE)
def index(request: Any) -> HttpResponse:
    """Every invoice, newest first."""
    rows = Invoice.objects.select_related("family_account__family").annotate(total=Sum("lines__amount"))
    invoices = Paginator(rows.order_by("-number"), A_PAGE).get_page(request.GET.get("page"))
    return show_page(request, "studio/billing/invoices.html", {"invoices": invoices})


@page(Permission.INVOICE_CREATE)
def create(request: Any) -> HttpResponse:
    """Put everything that is open and on no invoice yet on invoices, one for each family and payer."""
    if request.method == "POST":
        made = issue_invoices(
            on=request.now_on,
            due_on=request.now_on + timedelta(days=DAYS_TO_PAY),
            by=request.actor,
            at=request.received_at,
        )
        said = ngettext("%(count)d invoice was issued.", "%(count)d invoices were issued.", len(made))
        messages.success(request, said % {"count": len(made)})
    return redirect_to(request, address_of("studio:billing:invoices:index"))


@page(Permission.BILLING_SEE)
def show(request: Any, invoice_id: UUID) -> HttpResponse:
    """One invoice."""
    return _page_of(request, invoice_id, ReasonForm(idempotent=True))


def _page_of(request: Any, invoice_id: UUID, form: ReasonForm) -> HttpResponse:
    invoice = get_object_or_404(Invoice.objects.select_related("family_account__family"), pk=invoice_id)
    context = {"invoice": invoice, "document": invoice_document(invoice, request.studio), "form": form}
    status = 422 if form.errors else 200
    return show_page(request, "studio/billing/invoice.html", context, status=status)


@page(Permission.INVOICE_VOID)
def void(request: Any, invoice_id: UUID) -> HttpResponse:
    """Take an invoice back."""
    invoice = get_object_or_404(Invoice, pk=invoice_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            void_invoice(invoice=invoice, reason=reason, by=request.actor, at=request.received_at)
            messages.success(request, _("The invoice is void; its charges can go on another one."))
        except Refused as refusal:
            messages.error(request, str(refusal))
    if form.errors:
        return _page_of(request, invoice_id, form)
    return redirect_to(request, address_of("studio:billing:invoices:show", invoice_id=invoice.pk))


@page(Permission.BILLING_SEE)
def download(request: Any, invoice_id: UUID) -> HttpResponse:
    """One invoice as PDF."""
    invoice = get_object_or_404(Invoice.objects.select_related("family_account__family"), pk=invoice_id)
    return _pdf(invoice_pdf(invoice_document(invoice, request.studio)), f"{invoice.number}")


@page(Permission.BILLING_SEE)
def statement(request: Any, account_id: UUID) -> HttpResponse:
    """A family's statement of the last twelve months as PDF."""
    account = in_force(get_object_or_404(FamilyAccount.objects.select_related("family"), pk=account_id))
    document = statement_document(account, request.studio, on=request.now_on)
    return _pdf(statement_pdf(document), f"statement-{account.number}")


def _pdf(data: bytes, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}.pdf"'
    return HttpResponse(data, content_type="application/pdf", headers={"Content-Disposition": disposition})
