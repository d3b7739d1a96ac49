"""The family's invoices."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from museminder.domain.billing.formats.pdf import invoice_pdf
from museminder.domain.billing.models import Invoice
from museminder.domain.reports.queries.documents import invoice_document
from museminder.foundation.identity.permissions import Permission
from museminder.sites.member.door import page


@page(Permission.MY_BILLING_SEE)
def download(request: Any, invoice_id: UUID) -> HttpResponse:
    """One invoice as PDF; a child this person may not see is not named on it."""
    invoice = get_object_or_404(Invoice.objects.select_related("family_account__family"), pk=invoice_id)
    data = invoice_pdf(invoice_document(invoice, request.studio))
    headers = {"Content-Disposition": f'attachment; filename="{invoice.number}.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
