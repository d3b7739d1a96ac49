"""Forms of the calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from museminder.domain.courses.models import Meeting, MeetingKind
from museminder.domain.courses.rules.plans import Scope
from museminder.domain.people.models import StaffMember
from museminder.sites.studio.calendar.placement_forms import PlacementForm, place_of
from museminder.web.forms import Form

SCOPES = [
    (Scope.THIS.value, _("This one")),
    (Scope.FOLLOWING.value, _("This and following")),
    (Scope.ALL.value, _("All that have not begun")),
]


class MoveForm(PlacementForm):
    """A meeting's new place, and how far into its series the change reaches."""

    scope = forms.ChoiceField(
        label=_("Which meetings"), choices=SCOPES, initial=Scope.THIS.value, widget=forms.RadioSelect
    )
    field_order = ["day", "starts", "minutes", "room", "scope", "reason"]

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, initial=place_of(meeting), **options)
        if meeting.template_id is None:
            del self.fields["scope"]


class CopyForm(PlacementForm):
    """Where a copy of a meeting goes: a week later unless said otherwise."""

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        place = place_of(meeting)
        super().__init__(*args, initial=place | {"day": place["day"] + timedelta(days=7)}, **options)


class EventForm(PlacementForm):
    """A rehearsal, a performance or another event."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[
            (MeetingKind.REHEARSAL.value, _("Rehearsal")),
            (MeetingKind.PERFORMANCE.value, _("Performance")),
            (MeetingKind.EVENT.value, _("Other event")),
        ],
    )
    title = forms.CharField(label=_("Title"), max_length=120)
    instructors = forms.ModelMultipleChoiceField(
        label=_("Who leads it"),
        queryset=StaffMember.objects.filter(is_active=True).order_by("last_name", "first_name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["kind", "title", "day", "starts", "minutes", "room", "instructors", "reason"]


class CancelForm(Form):
    """Why a meeting is called off, and how far that reaches."""

    scope = forms.ChoiceField(
        label=_("Which meetings"), choices=SCOPES, initial=Scope.THIS.value, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, required=False, help_text=_("Families and instructors read it.")
    )

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        if meeting.template_id is None:
            del self.fields["scope"]


class RestoreForm(Form):
    """Bringing a meeting back; ``reason`` is asked when somebody would be in two places."""

    asks_reason_late = True
    reason = forms.CharField(
        label=_("Why is it saved all the same?"),
        max_length=200,
        required=False,
        help_text=_("Needed only if somebody would be in two places."),
    )


class SubstituteForm(Form):
    """Who stands in at one meeting."""

    staff_member = forms.ModelChoiceField(
        label=_("Who stands in"),
        queryset=StaffMember.objects.filter(is_active=True, teaches=True).order_by("last_name", "first_name"),
    )
    instead_of = forms.ModelChoiceField(
        label=_("For whom"), queryset=StaffMember.objects.none(), required=False, empty_label=_("Everybody")
    )
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        there = StaffMember.objects.filter(taught_meetings__meeting=meeting)
        self.fields["instead_of"].queryset = there  # type: ignore[attr-defined]
