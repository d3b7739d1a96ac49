"""The register of legal demands: recorded by one of us, approved by two others, or refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from museminder.domain.oversight.actions.legal_demands import approve_demand, close_demand, record_demand
from museminder.domain.oversight.models import LegalDemand
from museminder.domain.oversight.queries.legal_demands import demands, late_notices, notices_of
from museminder.domain.oversight.rules.demand_words import KINDS, kind_words
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.operator import showing
from museminder.sites.operator.demand_forms import RECORDS, DemandForm, KeyForm
from museminder.sites.operator.demand_states import state_of
from museminder.sites.operator.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to


@require_GET
@page(Permission.OPERATOR_SEE)
def index(request: Any) -> HttpResponse:
    """Every demand, the newest first, and whether everybody was told who may know."""
    context = {
        "rows": [(each, state_of(each, request.received_at)) for each in demands()],
        "late": len(late_notices(request.received_at)),
        "kinds": KINDS,
    }
    return showing.show(request, "operator/demands.html", context)


@page(Permission.OPERATOR_DEMAND)
def create(request: Any) -> HttpResponse:
    """Record a paper; of the paper itself only its hash is kept."""
    form = DemandForm(request.POST or None, request.FILES or None)

    def act() -> object:
        return record_demand(**form.facts(), by=request.actor, at=request.received_at)

    return showing.record_by_form(
        request,
        form,
        act,
        title=_("Record a legal demand"),
        note=_("As narrow as the paper is. Nothing is read by this: two others must approve it first."),
        back=(_("Legal demands"), address_of("demands")),
        done=_("The demand is recorded. Two others must approve it."),
    )


@require_GET
@page(Permission.OPERATOR_SEE)
def show(request: Any, demand_id: UUID) -> HttpResponse:
    """One demand: what it names, who approved it, what was handed over, who was told when."""
    return page_of(request, get_object_or_404(LegalDemand, pk=demand_id))


@require_POST
@page(Permission.OPERATOR_DEMAND)
def approve(request: Any, demand_id: UUID) -> HttpResponse:
    """Agree that the paper must be answered."""
    get_object_or_404(LegalDemand, pk=demand_id)
    try:
        approve_demand(demand_id=demand_id, by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You agreed that it must be answered."))
    return redirect_to(request, address_of("demand", demand_id=demand_id))


@require_POST
@page(Permission.OPERATOR_DEMAND)
def close(request: Any, demand_id: UUID) -> HttpResponse:
    """Refuse the paper, or note that it was taken back."""
    get_object_or_404(LegalDemand, pk=demand_id)
    was_revoked = request.POST.get("closed_as") == LegalDemand.Closed.REVOKED
    closed_as = LegalDemand.Closed.REVOKED if was_revoked else LegalDemand.Closed.REFUSED
    try:
        close_demand(demand_id=demand_id, closed_as=closed_as, by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Nothing is read for this demand from now on."))
    return redirect_to(request, address_of("demand", demand_id=demand_id))


def page_of(request: Any, demand: LegalDemand, *, key: str = "", form: KeyForm | None = None) -> HttpResponse:
    """The page of one demand, with the key of its archive when it was asked for just now."""
    at, me = request.received_at, request.actor.account_id
    export = getattr(demand, "export", None)
    context = {
        "demand": demand,
        "state": state_of(demand, at),
        "kind": kind_words(demand.kind),
        "records": [words for each, words in RECORDS.items() if each in demand.records],
        "answer_by": (demand.expires_at - timedelta(microseconds=1)).date(),
        "export": export,
        "notices": [
            (each, each.is_late(at), each.told_at is None and each.shown_from <= at)
            for each in notices_of(demand)
        ],
        "may_approve": demand.can_be_approved(at=at)
        and me not in (demand.recorded_by_id, demand.first_approver_id),
        "may_fetch": demand.holds(at=at),
        "may_ask": demand.holds(at=at) and export is None,
        "key": key,
        "form": form or KeyForm(),
    }
    return showing.show(request, "operator/demand.html", context, status=422 if form and form.errors else 200)
