"""Locations: the studio's buildings; they are listed with their rooms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.locations import create_location, edit_location
from museminder.domain.courses.models import Location
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.courses.editing import edit_by_form
from museminder.sites.studio.courses.forms import LocationForm
from museminder.sites.studio.courses.rooms import rooms_page
from museminder.sites.studio.door import page


@page(Permission.ROOM_EDIT)
def create(request: Any) -> HttpResponse:
    """A new building."""
    form = LocationForm(request.POST or None, idempotent=True)
    del form.fields["is_active"]

    def act() -> Location:
        return create_location(name=form.cleaned_data["name"], by=request.actor, at=request.received_at)

    return edit_by_form(
        request, form, act, title=_("A new location"), back=rooms_page(), done=_("The location is added.")
    )


@page(Permission.ROOM_EDIT)
def edit(request: Any, location_id: UUID) -> HttpResponse:
    """Rename a building or retire it."""
    location = get_object_or_404(Location, id=location_id)
    known = {"name": location.name, "is_active": location.is_active}
    form = LocationForm(request.POST or None, initial=known, edits=True, idempotent=True)

    def act() -> Location:
        return edit_location(location_id=location.id, **_said(form), by=request.actor, at=request.received_at)

    return edit_by_form(
        request, form, act, title=location.name, back=rooms_page(), done=_("The location is saved.")
    )


def _said(form: Any) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("name", "is_active")}
