"""Giving money back out of a receipt; a card payment is refunded to the card by a job."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.billing.actions.refunds import ask_for_refund
from museminder.domain.billing.models import Receipt
from museminder.domain.billing.rules.refusals import Refused
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.billing.forms import RefundForm
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show


@page(Permission.REFUND_CREATE)
def create(request: Any, receipt_id: UUID) -> HttpResponse:
    """Refund part of a receipt, or all of it."""
    receipt = get_object_or_404(Receipt.objects.select_related("family_account__family"), pk=receipt_id)
    left = receipt.amount - receipt.refunded_amount
    form = RefundForm(
        request.POST or None, currency=request.studio.currency, idempotent=True, initial={"amount": left}
    )
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_refund(
                receipt=receipt,
                amount=form.cleaned_data["amount"],
                reason=form.cleaned_data["reason"],
                on=request.now_on,
                by=request.actor,
                at=request.received_at,
            )
        except Refused as refusal:
            form.add_error("amount", str(refusal))
        else:
            messages.success(request, _("The refund is on its way."))
            return redirect_to(
                request, address_of("studio:billing:accounts:show", account_id=receipt.family_account_id)
            )
    context = {
        "row": receipt,
        "account": receipt.family_account,
        "form": form,
        "title": _("Refund this payment"),
        "what_follows": (
            _("The card company gives it back to the card.")
            if receipt.method == Receipt.Method.CARD
            else _("You hand it to the family; what it had settled is open again.")
        ),
    }
    return show(request, "studio/billing/reversal.html", context, status=422 if form.errors else 200)
