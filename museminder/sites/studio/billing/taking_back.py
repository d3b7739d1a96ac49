"""What every page does that takes something about money back: it asks, does it once, and says so on the account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse

from museminder.domain.billing.rules.refusals import Refused
from museminder.web.addresses import address_of
from museminder.web.forms import Form
from museminder.web.rendering import redirect_to, show


def ask_and_take_back(
    request: Any,
    row: Any,
    form: Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    what_follows: str,
    done: str,
    beside: Callable[[Refused], str | None] = lambda _refusal: None,
    template: str = "studio/billing/reversal.html",
) -> HttpResponse:
    """Show what will happen to a charge, receipt or credit, then ``act`` with what was typed, and go to the account.

    ``beside`` names the field that a refusal stands beside, None if it is about no field.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(beside(refusal), str(refusal))
        else:
            messages.success(request, done)
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
    return show(request, template, context, status=422 if form.errors else 200)


def dated(request: Any) -> dict[str, Any]:
    """Today, who asks, and when it was received, as actions are told."""
    return {"on": request.now_on, "by": request.actor, "at": request.received_at}
