"""Giving money back out of a receipt; a card payment is refunded to the card by a job."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.billing.actions.refunds import ask_for_refund
from museminder.domain.billing.models import Receipt
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.billing.forms import RefundForm
from museminder.sites.studio.billing.taking_back import ask_and_take_back, dated
from museminder.sites.studio.door import page


@page(Permission.REFUND_CREATE)
def create(request: Any, receipt_id: UUID) -> HttpResponse:
    """Refund part of a receipt, or all of it."""
    receipt = get_object_or_404(Receipt.objects.select_related("family_account__family"), pk=receipt_id)
    left = receipt.amount - receipt.refunded_amount
    return ask_and_take_back(
        request,
        receipt,
        RefundForm(
            request.POST or None, currency=request.studio.currency, idempotent=True, initial={"amount": left}
        ),
        lambda typed: ask_for_refund(
            receipt=receipt, amount=typed["amount"], reason=typed["reason"], **dated(request)
        ),
        title=_("Refund this payment"),
        what_follows=(
            _("The card company gives it back to the card.")
            if receipt.method == Receipt.Method.CARD
            else _("You hand it to the family; what it had settled is open again.")
        ),
        done=_("The refund is on its way."),
        beside=lambda _refusal: "amount",
    )
