"""Forms of courses and of what they need."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from museminder.domain.courses.actions.courses import CourseFacts
from museminder.domain.courses.models import Course, Program, ProgramKind, TeachingKind
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
        for of_the_page in ("version", "idempotency_key"):
            said.pop(of_the_page, None)
        return CourseFacts(program_id=said.pop("program").id, **said)


def course_values(course: Course) -> dict[str, Any]:
    """A course as its form shows it."""
    names = ("name", "level", "kind", "age_from", "age_until", "description", "is_active")
    return {name: getattr(course, name) for name in names} | {"program": course.program_id}
