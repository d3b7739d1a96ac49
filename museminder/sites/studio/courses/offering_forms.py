"""Forms of offerings and their weekly times."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from museminder.domain.courses.actions.offerings import OfferingFacts
from museminder.domain.courses.models import Course, Season
from museminder.domain.people.models import StaffMember
from museminder.web.forms import Form


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

    asks_reason_late = True
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

    def offer(self, seasons: QuerySet[Season]) -> None:
        """Let only these seasons be chosen."""
        field = self.fields["season"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = seasons
