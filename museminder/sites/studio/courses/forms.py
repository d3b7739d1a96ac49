"""Forms of courses and of what they need."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from museminder.domain.courses.actions.courses import CourseFacts
from museminder.domain.courses.models import (
    Closure,
    Course,
    Location,
    Offering,
    Program,
    ProgramKind,
    Season,
    TeachingKind,
)
from museminder.web.forms import Form

PROGRAM_KINDS = [
    (ProgramKind.MUSIC.value, _("Music")),
    (ProgramKind.DANCE.value, _("Dance")),
    (ProgramKind.ART.value, _("Art")),
    (ProgramKind.CHOIR.value, _("Choir")),
    (ProgramKind.EVENT.value, _("Event")),
]
TEACHING_KINDS = [(TeachingKind.CLASS.value, _("Class")), (TeachingKind.PRIVATE.value, _("Private lessons"))]


class ProgramForm(Form):
    """A program and its color on the calendar."""

    name = forms.CharField(label=_("Name"), max_length=80)
    kind = forms.ChoiceField(label=_("Color on the calendar"), choices=PROGRAM_KINDS)
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)


class LocationForm(Form):
    """A building."""

    name = forms.CharField(label=_("Name"), max_length=80)
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)


class RoomForm(Form):
    """A room of a building."""

    name = forms.CharField(label=_("Name"), max_length=80)
    capacity = forms.IntegerField(
        label=_("How many people it holds"), min_value=1, max_value=10_000, required=False
    )
    is_shared = forms.BooleanField(
        label=_("Several meetings may be there at the same time"),
        required=False,
        help_text=_("A hall, a garden."),
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)


class SpanForm(Form):
    """A first and a last day; the domain counts up to the day after."""

    starts_on = forms.DateField(label=_("First day"))
    last_on = forms.DateField(label=_("Last day"))

    @property
    def until(self) -> date:
        """The first day after the span, once the form was found valid."""
        last_on: date = self.cleaned_data["last_on"]
        return last_on + timedelta(days=1)


class SeasonForm(SpanForm):
    """A term of the year."""

    name = forms.CharField(label=_("Name"), max_length=80)
    field_order = ["name", "starts_on", "last_on"]


class ClosureForm(SpanForm):
    """Closed days and whom they concern."""

    reason = forms.CharField(label=_("Reason"), max_length=120, help_text=_("Families read it."))
    location = forms.ModelChoiceField(
        label=_("Only this location"),
        queryset=Location.objects.filter(is_active=True).order_by("name"),
        required=False,
        empty_label=_("The whole studio"),
    )
    offering = forms.ModelChoiceField(
        label=_("Only this class"),
        queryset=Offering.objects.order_by("name"),
        required=False,
        empty_label=_("Every class"),
    )
    field_order = ["reason", "starts_on", "last_on", "location", "offering"]

    def __init__(self, *args: Any, closure: Closure | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if closure is not None:
            del self.fields["location"], self.fields["offering"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("location") and self.cleaned_data.get("offering"):
            self.add_error("offering", _("Choose a location or a class, not both."))
        return cleaned


class CourseForm(Form):
    """What is taught."""

    program = forms.ModelChoiceField(
        label=_("Program"), queryset=Program.objects.filter(is_active=True).order_by("name"), empty_label=None
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    level = forms.CharField(label=_("Level"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("How it is taught"), choices=TEACHING_KINDS)
    age_from = forms.IntegerField(label=_("From age"), min_value=0, max_value=120, required=False)
    age_until = forms.IntegerField(label=_("To age"), min_value=0, max_value=120, required=False)
    description = forms.CharField(
        label=_("Description"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    is_active = forms.BooleanField(label=_("Offered"), required=False, initial=True)

    @property
    def facts(self) -> CourseFacts:
        """What the form says, once it was found valid."""
        said = dict(self.cleaned_data)
        said.pop("idempotency_key", None)
        return CourseFacts(program_id=said.pop("program").id, **said)


def course_values(course: Course) -> dict[str, Any]:
    """A course as its form shows it."""
    names = ("name", "level", "kind", "age_from", "age_until", "description", "is_active")
    return {name: getattr(course, name) for name in names} | {"program": course.program_id}


def span_values(span: Season | Closure) -> dict[str, Any]:
    """A season or closure as its form shows it."""
    named = {"name": span.name} if isinstance(span, Season) else {"reason": span.reason}
    return named | {"starts_on": span.starts_on, "last_on": span.days.last_on}
