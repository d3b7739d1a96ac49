"""What a family tells about itself: asked only here, each with its reason beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from museminder.web.forms import Form


class StudentProfileForm(Form):
    """What a guardian tells about a child."""

    preferred_name = forms.CharField(label=_("Called"), max_length=80, required=False)
    birth_date = forms.DateField(label=_("Birth date"), required=False)
    care_notes = forms.CharField(
        label=_("What a teacher must know"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )

    # Of which it is said where it came from: also of what only the studio writes.
    SHOWN = (
        *("first_name", "last_name", "preferred_name", "birth_date", "care_notes"),
        *("school_name", "instrument"),
    )
    REASONS = {
        "birth_date": _("It decides which classes fit. Rosters show the age, never the date."),
        "care_notes": _("Allergies, medicine, what helps. A teacher gives a reason before it is shown."),
    }


class GuardianProfileForm(Form):
    """What a guardian tells about themselves."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    mobile_phone = forms.CharField(label=_("Mobile phone"), max_length=40, required=False)
    home_phone = forms.CharField(label=_("Home phone"), max_length=40, required=False)
    street = forms.CharField(
        label=_("Street and number"), widget=forms.Textarea(attrs={"rows": 2}), max_length=200, required=False
    )
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    region = forms.CharField(label=_("State or region"), max_length=80, required=False)
    postal_code = forms.CharField(label=_("Postal code"), max_length=20, required=False)

    REASONS = {
        "mobile_phone": _("So that the studio can reach you when a lesson changes."),
        "street": _("It is printed on your invoices and used in an emergency. It is kept sealed."),
    }
    SHOWN = ("first_name", "last_name", "email", "mobile_phone", "home_phone", "address")
    ADDRESS = ("street", "city", "region", "postal_code")

    def address(self) -> dict[str, Any] | None:
        """The address as it is sealed; None when nothing was given."""
        given = {name: self.cleaned_data[name] for name in self.ADDRESS if self.cleaned_data[name]}
        return given or None
