"""Rooms, each of which holds one meeting at a time unless it is shared."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.placing import rooms_guarded
from museminder.domain.courses.models import Location, Meeting, Room
from museminder.domain.courses.rules.clashes import Slot
from museminder.domain.courses.rules.names import check_name
from museminder.domain.courses.rules.refusals import Refused, RoomTaken
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def create_room(
    *, location_id: UUID, name: str, capacity: int | None, is_shared: bool, by: Actor, at: datetime
) -> Room:
    """Add a room to a building. ``capacity`` is how many people it holds, None if nobody counts.

    Raises ``Refused`` for a name that is empty or taken in that building.
    """
    with transaction.atomic(using=current_site()):
        location = Location.objects.get(id=location_id)
        room = Room(
            location=location,
            name=check_name(Room.objects.filter(location=location), name),
            capacity=capacity,
            is_shared=is_shared,
        )
        room.save(force_insert=True)
        record_change("courses.room.created", of=room, by=by, at=at)
        return room


def edit_room(
    *,
    room_id: UUID,
    name: str,
    capacity: int | None,
    is_shared: bool,
    is_active: bool,
    by: Actor,
    at: datetime,
) -> Room:
    """Rename a room, change how many it holds, share it or not, or retire it.

    Its meetings follow: a shared room takes several at a time. Raises ``Refused``, also when a room is to be shared no
    more while two of its meetings overlap.
    """
    with transaction.atomic(using=current_site()):
        room = Room.objects.select_for_update().get(id=room_id)
        room.name = check_name(Room.objects.filter(location=room.location), name, but=room.id)
        room.capacity, room.is_active = capacity, is_active
        if is_shared != room.is_shared:
            room.is_shared = is_shared
            _share_meetings(room)
        room.save()
        record_change("courses.room.edited", of=room, by=by, at=at)
        return room


def _share_meetings(room: Room) -> None:
    nothing: list[Slot] = []
    try:
        with rooms_guarded(nothing):
            Meeting.objects.filter(room=room).update(shares_room=room.is_shared, version=F("version") + 1)
    except RoomTaken as refusal:
        raise Refused(
            _("Meetings overlap in this room. Move them apart before it holds one at a time."), "is_shared"
        ) from refusal
