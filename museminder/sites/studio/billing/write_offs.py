"""Giving up what a family will not pay any more: a loss, written down with its reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.billing.actions.credits import write_off
from museminder.domain.billing.models import Charge
from museminder.domain.billing.rules.refusals import Refused
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.billing.forms import ReasonForm
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show


@page(Permission.WRITE_OFF_CREATE)
def create(request: Any, charge_id: UUID) -> HttpResponse:
    """Write off what is still open on a charge."""
    charge = get_object_or_404(Charge.objects.select_related("family_account__family"), pk=charge_id)
    form = ReasonForm(request.POST or None, idempotent=True)
    if request.method == "POST" and form.is_valid():
        try:
            write_off(
                charge=charge,
                reason=form.cleaned_data["reason"],
                on=request.now_on,
                by=request.actor,
                at=request.received_at,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is written off. The family owes it no longer."))
            return redirect_to(
                request, address_of("studio:billing:accounts:show", account_id=charge.family_account_id)
            )
    context = {"charge": charge, "account": charge.family_account, "form": form}
    return show(request, "studio/billing/write_off.html", context, status=422 if form.errors else 200)
