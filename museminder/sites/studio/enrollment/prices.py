"""What an offering costs, and what a family was promised."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.courses.models import Offering
from museminder.domain.enrollment.actions.prices import agree_on_price, set_offering_tuition
from museminder.domain.enrollment.models import Enrollment
from museminder.domain.enrollment.queries.price_preview import plan_of
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.sites.studio.enrollment.forms import OfferingTuitionForm, PriceForm
from museminder.sites.studio.people.saving import Place, Words, save, typed
from museminder.web.addresses import address_of


@page(Permission.PRICE_AGREE)
def create(request: Any, enrollment_id: UUID) -> HttpResponse:
    """Promise a family a price."""
    enrollment = get_object_or_404(Enrollment.objects.select_related("student", "offering"), pk=enrollment_id)
    initial = {
        "starts_on": request.now_on.replace(day=1),
        "tuition_plan": plan_of(enrollment.offering, request.now_on),
    }
    form = PriceForm(typed(request), currency=request.studio.currency, idempotent=True, initial=initial)

    def do(data: dict[str, Any]) -> None:
        last_day = data.pop("last_day")
        until = last_day + timedelta(days=1) if last_day else None
        agree_on_price(
            enrollment_id=enrollment.pk, until=until, by=request.actor, at=request.received_at, **data
        )

    names = {"student": enrollment.student.full_name, "offering": enrollment.offering.name}
    note = _("It holds from the first day to the last, whatever the plan says meanwhile. 0 is a price.")
    words = Words(
        _("A price for %(student)s in %(offering)s") % names, _("Agree"), _("The price is agreed."), note
    )
    return save(request, form, do, words=words, place=_place(enrollment.offering, _("Price")))


@page(Permission.TUITION_PLAN_EDIT)
def offering(request: Any, offering_id: UUID) -> HttpResponse:
    """Say by which plan an offering is billed, from a day on."""
    chosen = get_object_or_404(Offering, pk=offering_id)
    initial = {"starts_on": chosen.starts_on, "tuition_plan": plan_of(chosen, request.now_on)}
    form = OfferingTuitionForm(typed(request), initial=initial, edits=True)

    def do(data: dict[str, Any]) -> None:
        set_offering_tuition(offering=chosen, by=request.actor, at=request.received_at, **data)

    note = _("Months from that day on are billed by it, except where a family was promised a price.")
    words = Words(_("How %(name)s is billed") % {"name": chosen.name}, _("Save"), _("Saved."), note)
    return save(request, form, do, words=words, place=_place(chosen, _("Tuition")))


def _place(offering: Offering, title: str) -> Place:
    back = address_of("studio:enrollment:rosters:offering", offering_id=offering.pk)
    return Place([(offering.name, back), (title, "")], back)
