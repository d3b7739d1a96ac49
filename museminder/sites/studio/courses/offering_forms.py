"""Forms of offerings and their weekly times."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from museminder.domain.courses.actions.offerings import OfferingFacts
from museminder.domain.courses.models import WEEKDAYS, Course, Season
from museminder.domain.courses.rules.plans import WeeklyTime
from museminder.domain.people.models import StaffMember
from museminder.sites.studio.calendar.forms import RoomField
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


def _teachers() -> Any:
    return StaffMember.objects.filter(is_active=True, teaches=True).order_by("last_name", "first_name")


class TeamForm(Form):
    """What an offering is called, how many it takes and who teaches it."""

    name = forms.CharField(label=_("Name"), max_length=120)
    places = forms.IntegerField(label=_("Places in each meeting"), min_value=1, max_value=10_000)
    instructor = forms.ModelChoiceField(
        label=_("Instructor"), queryset=_teachers(), required=False, empty_label=_("Nobody yet")
    )
    assistants = forms.ModelMultipleChoiceField(
        label=_("Also teaching"), queryset=_teachers(), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_open = forms.BooleanField(label=_("Takes new students"), required=False, initial=True)

    @property
    def instructor_ids(self) -> tuple[Any, ...]:
        """Who teaches, the one in charge first, once the form was found valid."""
        people = [self.cleaned_data["instructor"], *self.cleaned_data["assistants"]]
        return tuple(dict.fromkeys(person.id for person in people if person))


class OfferingForm(TeamForm):
    """A course as it is to be held."""

    season = forms.ModelChoiceField(
        label=_("Season"), queryset=Season.objects.order_by("-starts_on"), empty_label=None
    )
    starts_on = forms.DateField(
        label=_("First day"), required=False, help_text=_("Empty: from the first day of the season.")
    )
    last_on = forms.DateField(
        label=_("Last day"), required=False, help_text=_("Empty: to the last day of the season.")
    )
    reason = forms.CharField(
        label=_("Why is it saved all the same?"),
        max_length=200,
        required=False,
        help_text=_("Needed only if an instructor would be in two places."),
    )
    field_order = [
        "season",
        "name",
        "places",
        "instructor",
        "assistants",
        "starts_on",
        "last_on",
        "is_open",
        "reason",
    ]

    def facts(self, course: Course) -> OfferingFacts:
        """What the form says, once it was found valid."""
        said = self.cleaned_data
        season = said["season"]
        return OfferingFacts(
            course_id=course.id,
            season_id=season.id,
            name=said["name"],
            places=said["places"],
            starts_on=said["starts_on"] or season.starts_on,
            until=said["last_on"] + timedelta(days=1) if said["last_on"] else season.until,
            instructor_ids=self.instructor_ids,
            is_open=said["is_open"],
        )


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


class ExtendForm(Form):
    """Into which season an offering runs on."""

    season = forms.ModelChoiceField(
        label=_("Season"), queryset=Season.objects.order_by("starts_on"), empty_label=None
    )
    reason = forms.CharField(
        label=_("Why is it saved all the same?"),
        max_length=200,
        required=False,
        help_text=_("Needed only if an instructor would be in two places."),
    )


def weekday_name(weekday: int) -> str:
    """A weekday in the reader's language; 0 is Monday."""
    return str(dict(DAYS).get(weekday, WEEKDAYS[0]))
