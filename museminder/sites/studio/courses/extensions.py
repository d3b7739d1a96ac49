"""Running an offering on into another season."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.extensions import extend_offering
from museminder.domain.courses.models import Offering, Season
from museminder.domain.courses.queries.planning import plan_extension
from museminder.domain.courses.rules.extending import check_can_extend
from museminder.domain.courses.rules.local_time import studio_zone
from museminder.domain.courses.rules.refusals import Refused
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.calendar.refusing import refuse
from museminder.sites.studio.calendar.words import conflicts
from museminder.sites.studio.courses.offering_forms import ExtendForm
from museminder.sites.studio.courses.offerings import page_of
from museminder.sites.studio.door import page
from museminder.web.rendering import redirect_to, show


@page(Permission.COURSE_EDIT)
def create(request: Any, offering_id: UUID) -> HttpResponse:
    """Show every meeting the extension would make, then make them."""
    offering = get_object_or_404(Offering, id=offering_id)
    later = Season.objects.filter(until__gt=offering.until).order_by("starts_on")
    form = ExtendForm(request.POST or request.GET or None)
    form.offer(later)
    plan, clashes = None, []
    if form.is_valid():
        season, reason = form.cleaned_data["season"], form.cleaned_data["reason"]
        try:
            if request.method == "POST":
                extend_offering(
                    offering_id=offering.id,
                    season_id=season.id,
                    reason=reason,
                    by=request.actor,
                    at=request.received_at,
                )
                messages.success(request, _("It runs on into %(season)s.") % {"season": season.name})
                return redirect_to(request, page_of(offering))
            templates, plan = plan_extension(offering, season, zone=studio_zone())
            check_can_extend(offering, season, templates)
            clashes = conflicts(plan.clashes)
        except Refused as refusal:
            plan, clashes = None, refuse(form, refusal)
    context = {
        "offering": offering,
        "form": form,
        "plan": plan,
        "clashes": clashes,
        "seasons": later.exists(),
    }
    refused = request.method == "POST" and form.errors
    return show(request, "studio/courses/extension.html", context, status=422 if refused else 200)
