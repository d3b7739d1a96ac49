"""Taking something back: nothing is edited, things are reversed, with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.billing.actions.charges import reverse_charge
from museminder.domain.billing.actions.credits import reverse_credit
from museminder.domain.billing.actions.receipts import reverse_receipt
from museminder.domain.billing.models import Charge, Credit, Receipt
from museminder.domain.billing.rules.refusals import Refused
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.billing.forms import ReasonForm
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show


def _reverse(
    request: Any, row: Any, title: str, what_follows: str, undo: Callable[[str], object]
) -> HttpResponse:
    form = ReasonForm(request.POST or None, idempotent=True)
    if request.method == "POST" and form.is_valid():
        try:
            undo(form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is reversed. Both lines stay on the account."))
            return redirect_to(
                request, address_of("studio:billing:accounts:show", account_id=row.family_account_id)
            )
    context = {
        "row": row,
        "account": row.family_account,
        "form": form,
        "title": title,
        "what_follows": what_follows,
    }
    return show(request, "studio/billing/reversal.html", context, status=422 if form.errors else 200)


def _dated(request: Any) -> dict[str, Any]:
    return {"on": request.now_on, "by": request.actor, "at": request.received_at}


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
        lambda reason: reverse_charge(charge=row, reason=reason, **_dated(request)),
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
        lambda reason: reverse_receipt(receipt=row, reason=reason, **_dated(request)),
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
        lambda reason: reverse_credit(credit=row, reason=reason, **_dated(request)),
    )
