"""Seasons."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from museminder.domain.courses.actions.seasons import create_season, edit_season, remove_season
from museminder.domain.courses.models import Season
from museminder.domain.courses.queries.catalog import seasons_with_offerings
from museminder.domain.courses.rules.refusals import Refused
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.courses.editing import edit_by_form
from museminder.sites.studio.courses.span_forms import SeasonForm, span_values
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show


def _back() -> tuple[str, str]:
    return _("Seasons"), address_of("studio:courses:seasons:index")


@page(Permission.COURSE_SEE)
def index(request: Any) -> HttpResponse:
    """The seasons, newest first."""
    may_edit = Permission.SEASON_EDIT in request.permissions
    context = {"seasons": seasons_with_offerings(), "today": request.now_on, "may_edit": may_edit}
    return show(request, "studio/courses/seasons.html", context)


@page(Permission.SEASON_EDIT)
def create(request: Any) -> HttpResponse:
    """A new season."""
    form = SeasonForm(request.POST or None, idempotent=True)

    def act() -> Season:
        return create_season(**_said(form), by=request.actor, at=request.received_at)

    return edit_by_form(
        request, form, act, title=_("A new season"), back=_back(), done=_("The season is added.")
    )


@page(Permission.SEASON_EDIT)
def edit(request: Any, season_id: UUID) -> HttpResponse:
    """Change a season; what runs in it already keeps its days."""
    season = get_object_or_404(Season, id=season_id)
    form = SeasonForm(request.POST or None, initial=span_values(season), edits=True, idempotent=True)

    def act() -> Season:
        return edit_season(season_id=season.id, **_said(form), by=request.actor, at=request.received_at)

    return edit_by_form(request, form, act, title=season.name, back=_back(), done=_("The season is saved."))


@require_POST
@page(Permission.SEASON_EDIT)
def remove(request: Any, season_id: UUID) -> HttpResponse:
    """Remove a season in which nothing is offered."""
    season = get_object_or_404(Season, id=season_id)
    try:
        remove_season(season_id=season.id, by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The season is removed."))
    return redirect_to(request, _back()[1])


def _said(form: SeasonForm) -> dict[str, Any]:
    return {
        "name": form.cleaned_data["name"],
        "starts_on": form.cleaned_data["starts_on"],
        "until": form.until,
    }
