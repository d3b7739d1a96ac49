"""Forms of weekly times."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from museminder.domain.courses.rules.plans import WeeklyTime
from museminder.sites.studio.calendar.placement_forms import RoomField
from museminder.web.forms import Form

DAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]


class WeeklyForm(Form):
    """One weekly time."""

    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=DAYS, coerce=int)
    starts = forms.TimeField(label=_("Begins"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, initial=45)
    room = RoomField()

    @property
    def weekly_time(self) -> WeeklyTime:
        """What the form says, once it was found valid."""
        said = self.cleaned_data
        room = said["room"].id if said["room"] else None
        return WeeklyTime(said["weekday"], said["starts"], said["minutes"], room)


class OptionalWeeklyForm(WeeklyForm):
    """One of the weekly times of a new offering; left empty, it is none."""

    weekday = forms.TypedChoiceField(
        label=_("Weekday"), choices=[("", _("Choose a day")), *DAYS], coerce=int, required=False
    )
    starts = forms.TimeField(label=_("Begins"), required=False)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        weekday, starts = self.cleaned_data.get("weekday"), self.cleaned_data.get("starts")
        if (weekday in (None, "")) != (starts is None) and not self.errors:
            self.add_error("starts" if starts is None else "weekday", _("Please fill this in."))
        return cleaned

    @property
    def is_filled(self) -> bool:
        """Whether a time was given."""
        return self.cleaned_data.get("starts") is not None


class MoreWeeklyForm(WeeklyForm):
    """One more weekly time of an offering that runs already."""

    asks_reason_late = True
    starts_on = forms.DateField(label=_("From"))
    reason = forms.CharField(
        label=_("Why is it saved all the same?"),
        max_length=200,
        required=False,
        help_text=_("Needed only if somebody would be in two places."),
    )


class EndWeeklyForm(Form):
    """The day from which a weekly time is no more."""

    until = forms.DateField(label=_("No meetings from"))
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


def weekday_name(weekday: int) -> str:
    """A weekday in the reader's language; 0 is Monday."""
    return str(dict(DAYS)[weekday])
