"""Writing on a family's account by hand: a receipt, a charge, a credit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.billing.actions.charges import ChargeFacts, post_charge
from museminder.domain.billing.actions.credits import give_credit
from museminder.domain.billing.actions.receipts import ReceiptFacts, record_receipt
from museminder.domain.billing.models import FamilyAccount
from museminder.domain.billing.queries.accounts import in_force
from museminder.foundation.identity.permissions import Permission
from museminder.primitives.ids import uuid7
from museminder.sites.studio.billing.forms import ChargeForm, CreditForm, ReceiptForm
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show

Write = Callable[[FamilyAccount, dict[str, Any]], object]


def _entry(
    request: Any, account_id: UUID, form_class: Any, words: tuple[str, str, str], write: Write
) -> HttpResponse:
    account = in_force(get_object_or_404(FamilyAccount.objects.select_related("family"), pk=account_id))
    form = form_class(
        request.POST or None,
        currency=request.studio.currency,
        idempotent=True,
        initial={"received_on": request.now_on, "due_on": request.now_on},
    )
    if request.method == "POST" and form.is_valid():
        write(account, form.cleaned_data)
        messages.success(request, words[2])
        return redirect_to(request, address_of("studio:billing:accounts:show", account_id=account.pk))
    context = {"account": account, "form": form, "title": words[0], "do": words[1]}
    return show(request, "studio/billing/entry.html", context, status=422 if form.errors else 200)


@page(Permission.RECEIPT_CREATE)
def receipt(request: Any, account_id: UUID) -> HttpResponse:
    """Take a payment in cash, by check or by transfer."""

    def write(account: FamilyAccount, data: dict[str, Any]) -> object:
        facts = ReceiptFacts(data["amount"], data["method"], data["received_on"], data["reference"])
        return record_receipt(family_account=account, facts=facts, by=request.actor, at=request.received_at)

    words = (_("Take a payment"), _("Record the payment"), _("The payment is recorded."))
    return _entry(request, account_id, ReceiptForm, words, write)


@page(Permission.CHARGE_CREATE)
def charge(request: Any, account_id: UUID) -> HttpResponse:
    """Charge a family for something by hand."""

    def write(account: FamilyAccount, data: dict[str, Any]) -> object:
        facts = ChargeFacts(
            source_kind="by_hand",
            source_id=uuid7(),
            period=data["due_on"],
            description="fee",
            amount=data["amount"],
            due_on=data["due_on"],
            parameters={"text": data["text"]},
        )
        return post_charge(
            family_account=account, facts=facts, on=request.now_on, by=request.actor, at=request.received_at
        )

    words = (_("Add a charge"), _("Add the charge"), _("The charge is on the account."))
    return _entry(request, account_id, ChargeForm, words, write)


@page(Permission.CREDIT_CREATE)
def credit(request: Any, account_id: UUID) -> HttpResponse:
    """Give a family a credit."""

    def write(account: FamilyAccount, data: dict[str, Any]) -> object:
        return give_credit(
            family_account=account,
            amount=data["amount"],
            reason=data["reason"],
            on=request.now_on,
            by=request.actor,
            at=request.received_at,
        )

    words = (_("Give a credit"), _("Give the credit"), _("The credit is on the account."))
    return _entry(request, account_id, CreditForm, words, write)
