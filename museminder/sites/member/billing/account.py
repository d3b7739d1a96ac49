"""The family's account: what is open, what was paid, why each amount."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from museminder.domain.billing.queries.sheets import sheets_in_sight
from museminder.domain.reports.queries.charge_names import charge_names
from museminder.domain.reports.queries.explanations import explain
from museminder.foundation.identity.permissions import Permission
from museminder.sites.member.door import page
from museminder.web.rendering import show as show_page


@page(Permission.MY_BILLING_SEE)
def show(request: Any) -> HttpResponse:
    """Every account of this person's families, with what is open on each."""
    sheets = sheets_in_sight()
    charges = [charge for sheet in sheets for charge in sheet.open]
    whys = {
        charge.pk: explain(charge.steps, amount=charge.amount, currency=request.studio.currency)
        for charge in charges
        if charge.steps
    }
    names = charge_names([(charge, charge.period) for charge in charges])
    context = {"sheets": sheets, "names": names, "whys": whys, "today": request.now_on}
    return show_page(request, "member/account.html", context)
