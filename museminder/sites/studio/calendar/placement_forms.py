"""Asking where and when a meeting is to be."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from museminder.domain.courses.models import Meeting, Room
from museminder.domain.courses.rules.local_time import clock_of, studio_zone
from museminder.domain.courses.rules.plans import Placement
from museminder.web.forms import Form


class RoomField(forms.ModelChoiceField):
    """A room in use, with its building."""

    def __init__(self, **options: Any) -> None:
        rooms = (
            Room.objects.filter(is_active=True).select_related("location").order_by("location__name", "name")
        )
        super().__init__(queryset=rooms, label=_("Room"), required=False, empty_label=_("No room"), **options)

    def label_from_instance(self, room: Room) -> str:
        """The room's name and its building's."""
        return f"{room.name} · {room.location.name}"


class PlacementForm(Form):
    """Where and when a meeting is to be; ``reason`` is asked when somebody would be in two places."""

    asks_reason_late = True
    day = forms.DateField(label=_("Day"))
    starts = forms.TimeField(label=_("Begins"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440)
    room = RoomField()
    reason = forms.CharField(
        label=_("Why is it saved all the same?"),
        max_length=200,
        required=False,
        help_text=_("Needed only if somebody would be in two places."),
    )

    @property
    def placement(self) -> Placement:
        """What was asked for, after the form was found valid."""
        said = self.cleaned_data
        people = said.get("instructors")
        return Placement(
            day=said["day"],
            starts=said["starts"],
            minutes=said["minutes"],
            room_id=said["room"].id if said["room"] else None,
            instructor_ids=None if people is None else tuple(person.id for person in people),
        )


def place_of(meeting: Meeting) -> dict[str, Any]:
    """Where a meeting is now, as a form shows it."""
    return {
        "day": meeting.held_on,
        "starts": clock_of(meeting.starts_at, studio_zone()),
        "minutes": int(meeting.duration.total_seconds() // 60),
        "room": meeting.room_id,
    }
