"""The family's account: what is open, what was paid, why each amount."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from museminder.domain.billing.models import Charge, FamilyAccount, Invoice, Receipt
from museminder.domain.billing.queries.balances import free_amount_of
from museminder.domain.reports.queries.charge_names import charge_names
from museminder.domain.reports.queries.explanations import explain
from museminder.foundation.identity.permissions import Permission
from museminder.sites.member.door import page
from museminder.web.rendering import show as show_page

LATELY = 12


@page(Permission.MY_BILLING_SEE)
def show(request: Any) -> HttpResponse:
    """Every account of this person's families, with what is open on each."""
    accounts = list(FamilyAccount.objects.select_related("family").order_by("number"))
    charges = list(Charge.objects.filter(reversed_at=None).order_by("due_on", "id"))
    names = charge_names([(charge, charge.period) for charge in charges])
    currency = request.studio.currency
    whys = {
        charge.pk: explain(charge.steps, amount=charge.amount, currency=currency)
        for charge in charges
        if charge.steps
    }
    sheets = []
    for account in accounts:
        mine = [charge for charge in charges if charge.family_account_id == account.pk]
        still = [charge for charge in mine if charge.open_amount]
        sheets.append(
            {
                "account": account,
                "open": still,
                "paid": [charge for charge in mine if not charge.open_amount][-LATELY:][::-1],
                "owed": sum(charge.open_amount for charge in still),
                "free": free_amount_of(account),
                "invoices": Invoice.objects.filter(family_account=account, voided_at=None).order_by(
                    "-number"
                )[:LATELY],
                "receipts": Receipt.objects.filter(family_account=account, reversed_at=None).order_by(
                    "-received_on"
                )[:LATELY],
            }
        )
    return show_page(
        request,
        "member/account.html",
        {"sheets": sheets, "names": names, "whys": whys, "today": request.now_on},
    )
