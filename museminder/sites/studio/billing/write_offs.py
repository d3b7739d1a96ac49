"""Giving up what a family will not pay any more: a loss, written down with its reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.billing.actions.credits import write_off
from museminder.domain.billing.models import Charge
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.billing.forms import ReasonForm
from museminder.sites.studio.billing.taking_back import ask_and_take_back, dated
from museminder.sites.studio.door import page


@page(Permission.WRITE_OFF_CREATE)
def create(request: Any, charge_id: UUID) -> HttpResponse:
    """Write off what is still open on a charge."""
    charge = get_object_or_404(Charge.objects.select_related("family_account__family"), pk=charge_id)
    return ask_and_take_back(
        request,
        charge,
        ReasonForm(request.POST or None, idempotent=True),
        lambda typed: write_off(charge=charge, reason=typed["reason"], **dated(request)),
        title=_("Write off this charge"),
        what_follows=_("The family owes it no longer, and is not asked for it again."),
        done=_("It is written off. The family owes it no longer."),
        template="studio/billing/write_off.html",
    )
