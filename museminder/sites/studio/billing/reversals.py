"""Taking something back: nothing is edited, things are reversed, with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.billing.actions.charges import reverse_charge
from museminder.domain.billing.actions.credits import reverse_credit
from museminder.domain.billing.actions.receipts import reverse_receipt
from museminder.domain.billing.models import Charge, Credit, Receipt
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.billing.forms import ReasonForm
from museminder.sites.studio.billing.taking_back import ask_and_take_back, dated
from museminder.sites.studio.door import page


def _reverse(
    request: Any, row: Any, title: str, what_follows: str, undo: Callable[[str], object]
) -> HttpResponse:
    return ask_and_take_back(
        request,
        row,
        ReasonForm(request.POST or None, idempotent=True),
        lambda typed: undo(typed["reason"]),
        title=title,
        what_follows=what_follows,
        done=_("It is reversed. Both lines stay on the account."),
    )


@page(Permission.CHARGE_REVERSE)
def charge(request: Any, charge_id: UUID) -> HttpResponse:
    """Take a charge back."""
    row = get_object_or_404(
        Charge.objects.select_related("family_account__family", "transaction"), pk=charge_id
    )
    return _reverse(
        request,
        row,
        _("Reverse this charge"),
        _("What had settled it is free for other charges."),
        lambda reason: reverse_charge(charge=row, reason=reason, **dated(request)),
    )


@page(Permission.RECEIPT_REVERSE)
def receipt(request: Any, receipt_id: UUID) -> HttpResponse:
    """Take a receipt back that was recorded by mistake."""
    row = get_object_or_404(
        Receipt.objects.select_related("family_account__family", "transaction"), pk=receipt_id
    )
    return _reverse(
        request,
        row,
        _("Reverse this receipt"),
        _("What it had settled is open again."),
        lambda reason: reverse_receipt(receipt=row, reason=reason, **dated(request)),
    )


@page(Permission.CREDIT_CREATE)
def credit(request: Any, credit_id: UUID) -> HttpResponse:
    """Take a credit back."""
    row = get_object_or_404(
        Credit.objects.select_related("family_account__family", "transaction"), pk=credit_id
    )
    return _reverse(
        request,
        row,
        _("Reverse this credit"),
        _("What it had settled is open again."),
        lambda reason: reverse_credit(credit=row, reason=reason, **dated(request)),
    )
