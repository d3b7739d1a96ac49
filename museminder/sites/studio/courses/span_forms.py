"""Forms with a first and a last day: seasons and closed days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from museminder.domain.courses.models import Closure, Location, Offering, Season
from museminder.web.forms import Form


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


def span_values(span: Season | Closure) -> dict[str, Any]:
    """A season or closure as its form shows it."""
    named = {"name": span.name} if isinstance(span, Season) else {"reason": span.reason}
    return named | {"starts_on": span.starts_on, "last_on": span.days.last_on}
