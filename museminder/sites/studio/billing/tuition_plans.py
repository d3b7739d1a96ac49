"""Tuition plans."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.billing.actions.tuition_plans import save_plan
from museminder.domain.billing.models import TuitionPlan
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.billing.forms import TuitionPlanForm
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show


@page(Permission.TUITION_PLAN_EDIT)
def index(request: Any) -> HttpResponse:
    """The plans of the studio."""
    plans = TuitionPlan.objects.select_related("tax_rate").order_by("-is_active", "name")
    return show(request, "studio/billing/tuition_plans.html", {"plans": plans})


@page(Permission.TUITION_PLAN_EDIT)
def create(request: Any) -> HttpResponse:
    """A new plan."""
    return _edit(request, TuitionPlan(), _("A new tuition plan"))


@page(Permission.TUITION_PLAN_EDIT)
def edit(request: Any, tuition_plan_id: UUID) -> HttpResponse:
    """Change a plan; what was promised to families stays as it was promised."""
    plan = get_object_or_404(TuitionPlan, pk=tuition_plan_id)
    return _edit(request, plan, plan.name)


def _edit(request: Any, plan: TuitionPlan, title: str) -> HttpResponse:
    form = TuitionPlanForm(
        request.POST or None, instance=plan, currency=request.studio.currency, edits=not plan._state.adding
    )
    if request.method == "POST" and form.is_valid():
        save_plan(plan=form.save(commit=False), by=request.actor, at=request.received_at)
        messages.success(request, _("The plan is saved."))
        return redirect_to(request, address_of("studio:billing:tuition_plans:index"))
    context = {"form": form, "title": title}
    return show(request, "studio/billing/tuition_plan.html", context, status=422 if form.errors else 200)
