"""A check the bank returned: the day, what the bank says, and a fee if the studio asks one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.billing.actions.returned_checks import return_check
from museminder.domain.billing.models import Receipt
from museminder.domain.billing.rules.refusals import WrongDay
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.billing.forms import ReturnedCheckForm
from museminder.sites.studio.billing.taking_back import ask_and_take_back, dated
from museminder.sites.studio.door import page


@page(Permission.RECEIPT_REVERSE)
def create(request: Any, receipt_id: UUID) -> HttpResponse:
    """Write down that the bank returned a family's check."""
    receipt = get_object_or_404(Receipt.objects.select_related("family_account__family"), pk=receipt_id)
    return ask_and_take_back(
        request,
        receipt,
        ReturnedCheckForm(
            request.POST or None,
            currency=request.studio.currency,
            idempotent=True,
            initial={"returned_on": request.now_on},
        ),
        lambda typed: return_check(
            receipt=receipt,
            returned_on=typed["returned_on"],
            reason=typed["reason"],
            fee_amount=typed["fee"],
            **dated(request),
        ),
        title=_("Check returned"),
        what_follows=_("What it had paid is open again, and a fee is added if you write one."),
        done=_("The check is marked as returned. What it had paid is open again."),
        beside=lambda refusal: "returned_on" if isinstance(refusal, WrongDay) else None,
    )
