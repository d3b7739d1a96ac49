"""A check the bank returned: the day, what the bank says, and a fee if the studio asks one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.billing.actions.returned_checks import return_check
from museminder.domain.billing.models import Receipt
from museminder.domain.billing.rules.refusals import Refused, WrongDay
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.billing.forms import ReturnedCheckForm
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show


@page(Permission.RECEIPT_REVERSE)
def create(request: Any, receipt_id: UUID) -> HttpResponse:
    """Write down that the bank returned a family's check."""
    receipt = get_object_or_404(Receipt.objects.select_related("family_account__family"), pk=receipt_id)
    form = ReturnedCheckForm(
        request.POST or None,
        currency=request.studio.currency,
        idempotent=True,
        initial={"returned_on": request.now_on},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return_check(
                receipt=receipt,
                returned_on=form.cleaned_data["returned_on"],
                reason=form.cleaned_data["reason"],
                fee_amount=form.cleaned_data["fee"],
                on=request.now_on,
                by=request.actor,
                at=request.received_at,
            )
        except WrongDay as refusal:
            form.add_error("returned_on", str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The check is marked as returned. What it had paid is open again."))
            return redirect_to(
                request, address_of("studio:billing:accounts:show", account_id=receipt.family_account_id)
            )
    context = {
        "row": receipt,
        "account": receipt.family_account,
        "form": form,
        "title": _("Check returned"),
        "what_follows": _("What it had paid is open again, and a fee is added if you write one."),
    }
    return show(request, "studio/billing/reversal.html", context, status=422 if form.errors else 200)
