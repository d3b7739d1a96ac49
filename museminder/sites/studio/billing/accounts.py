"""Family accounts: what families owe, and everything that led to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from museminder.domain.billing.models import FamilyAccount, Invoice
from museminder.domain.billing.queries.accounts import in_force, with_those_continued
from museminder.domain.billing.queries.balances import (
    accounts_with_balances,
    aging_on,
    balance_of,
    overdue_on,
)
from museminder.domain.billing.queries.statements import statement_of
from museminder.domain.reports.queries.charge_names import charge_names
from museminder.domain.reports.queries.explanations import explain
from museminder.foundation.identity.permissions import Permission
from museminder.primitives.text import fold
from museminder.sites.studio.door import page
from museminder.web.rendering import show as show_page

A_PAGE = 50


@page(Permission.BILLING_SEE)
def index(request: Any) -> HttpResponse:
    """Every family account with its balance, found by a few letters."""
    letters = request.GET.get("q", "").strip()
    accounts = Paginator(accounts_with_balances(fold(letters)), A_PAGE).get_page(request.GET.get("page"))
    late = overdue_on(request.now_on, [account.pk for account in accounts])
    return show_page(
        request, "studio/billing/accounts.html", {"accounts": accounts, "late": late, "letters": letters}
    )


@page(Permission.BILLING_SEE)
def show(request: Any, account_id: UUID) -> HttpResponse:
    """One family's account: the ledger, newest first, every amount with its steps."""
    account = in_force(get_object_or_404(FamilyAccount.objects.select_related("family"), pk=account_id))
    lines = statement_of(account)
    names = charge_names([(line.record, line.record.period) for line in lines if line.kind == "charge"])
    whys = {
        line.id: explain(line.steps, amount=line.amount, currency=request.studio.currency)
        for line in lines
        if line.steps
    }
    return show_page(
        request,
        "studio/billing/account.html",
        {
            "account": account,
            "lines": lines[::-1],
            "names": names,
            "whys": whys,
            "balance": balance_of(account),
            "overdue": overdue_on(request.now_on, [account.pk]).get(account.pk),
            "invoices": Invoice.objects.filter(
                family_account__in=with_those_continued([account.pk])
            ).order_by("-number")[:12],
            "continues": list(account.continues.order_by("number").values_list("number", flat=True)),
        },
    )


@page(Permission.BILLING_SEE)
def aging(request: Any) -> HttpResponse:
    """Who owes what, and since when."""
    return show_page(request, "studio/billing/aging.html", {"families": aging_on(request.now_on)})
