"""The archive that answers a legal demand: its key is shown once, it is fetched once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from museminder.domain.oversight.actions.demand_exports import ask_for_demand_export, fetch_demand_export
from museminder.domain.oversight.models import DemandExport, LegalDemand
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.operator.demand_forms import KeyForm
from museminder.sites.operator.demands import page_of
from museminder.sites.operator.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to


@require_POST
@page(Permission.OPERATOR_DEMAND)
def create(request: Any, demand_id: UUID) -> HttpResponse:
    """Have the archive made; this answer alone shows its key."""
    demand = get_object_or_404(LegalDemand, pk=demand_id)
    try:
        key = ask_for_demand_export(demand_id=demand_id, by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect_to(request, address_of("demand", demand_id=demand_id))
    return page_of(request, demand, key=key)


@require_POST
@page(Permission.OPERATOR_DEMAND)
def download(request: Any, demand_id: UUID) -> HttpResponse:
    """Fetch the archive with its key; from then on there is none."""
    export = get_object_or_404(DemandExport.objects.select_related("demand"), demand_id=demand_id)
    form = KeyForm(request.POST)
    if form.is_valid():
        try:
            archive = fetch_demand_export(
                export_id=export.pk,
                key=form.cleaned_data["key"],
                by=request.actor,
                at=request.received_at,
            )
        except Refused as refusal:
            form.add_error(form.refused_beside, str(refusal))
        else:
            answer = HttpResponse(archive, content_type="application/zip")
            answer["Content-Disposition"] = f'attachment; filename="demand-{demand_id}.zip"'
            return answer
    return page_of(request, export.demand, form=form)
