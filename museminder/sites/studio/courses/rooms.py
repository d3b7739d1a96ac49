"""Rooms, listed by building."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.rooms import create_room, edit_room
from museminder.domain.courses.models import Location, Room
from museminder.domain.courses.queries.catalog import locations_with_rooms
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.courses.editing import edit_by_form
from museminder.sites.studio.courses.forms import RoomForm
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import show


def rooms_page() -> tuple[str, str]:
    """What the list of rooms is called, and its address."""
    return _("Rooms"), address_of("studio:courses:rooms:index")


@page(Permission.CALENDAR_SEE)
def index(request: Any) -> HttpResponse:
    """The rooms of every building."""
    may_edit = Permission.ROOM_EDIT in request.permissions
    return show(
        request, "studio/courses/rooms.html", {"locations": locations_with_rooms(), "may_edit": may_edit}
    )


@page(Permission.ROOM_EDIT)
def create(request: Any, location_id: UUID) -> HttpResponse:
    """A new room in a building."""
    location = get_object_or_404(Location, id=location_id)
    form = RoomForm(request.POST or None, idempotent=True)
    del form.fields["is_active"]

    def act() -> Room:
        said = form.cleaned_data
        return create_room(
            location_id=location.id,
            name=said["name"],
            capacity=said["capacity"],
            is_shared=said["is_shared"],
            by=request.actor,
            at=request.received_at,
        )

    title = _("A new room in %(location)s") % {"location": location.name}
    return edit_by_form(request, form, act, title=title, back=rooms_page(), done=_("The room is added."))


@page(Permission.ROOM_EDIT)
def edit(request: Any, room_id: UUID) -> HttpResponse:
    """Change a room or retire it."""
    room = get_object_or_404(Room, id=room_id)
    names = ("name", "capacity", "is_shared", "is_active")
    form = RoomForm(
        request.POST or None,
        initial={name: getattr(room, name) for name in names},
        edits=True,
        idempotent=True,
    )

    def act() -> Room:
        said = {name: form.cleaned_data[name] for name in names}
        return edit_room(room_id=room.id, **said, by=request.actor, at=request.received_at)

    return edit_by_form(request, form, act, title=room.name, back=rooms_page(), done=_("The room is saved."))
