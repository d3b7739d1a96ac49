"""Forms of the people pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from museminder.foundation.identity.permissions import Role
from museminder.foundation.vault.purposes import CHOSEN_BY_A_PERSON, Purpose
from museminder.web.forms import Form

KEEP = _("Something is written down and not shown here. Type only to replace it.")
ADDRESS_LINES = ("street", "city", "region", "postal_code", "country")


class Day(forms.DateField):
    """A day, chosen or typed."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FamilyForm(Form):
    """What is written about a family."""

    name = forms.CharField(label=_("Family name"), max_length=160)
    started_on = Day(label=_("With us since"), required=False)
    note = forms.CharField(
        label=_("Note for the office"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class StudentForm(Form):
    """What is written about a student."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    preferred_name = forms.CharField(label=_("Called"), max_length=80, required=False)
    birth_date = Day(label=_("Birth date"), required=False)
    is_adult = forms.BooleanField(label=_("Is an adult"), required=False)
    school_name = forms.CharField(label=_("School"), max_length=120, required=False)
    instrument = forms.CharField(label=_("Instrument"), max_length=120, required=False)
    started_on = Day(label=_("With us since"), required=False)
    care_notes = forms.CharField(
        label=_("Care notes"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class GuardianForm(Form):
    """What is written about a guardian."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    mobile_phone = forms.CharField(label=_("Mobile"), max_length=40, required=False)
    home_phone = forms.CharField(label=_("Telephone at home"), max_length=40, required=False)
    is_account_principal = forms.BooleanField(
        label=_("The family account is billed to this person"), required=False
    )
    share_percent = forms.IntegerField(
        label=_("Pays this percentage of the family\u2019s bills"), min_value=0, max_value=100, initial=0
    )
    street = forms.CharField(label=_("Street and number"), max_length=160, required=False)
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    region = forms.CharField(label=_("State or region"), max_length=80, required=False)
    postal_code = forms.CharField(label=_("Postal code"), max_length=20, required=False)
    country = forms.CharField(label=_("Country"), max_length=80, required=False)

    def facts(self) -> dict[str, Any]:
        """The guardian's facts, the lines of the address together; an address not typed is not among them."""
        data = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("version", *ADDRESS_LINES)
        }
        address = {name: self.cleaned_data[name] for name in ADDRESS_LINES if self.cleaned_data[name]}
        return data | ({"address": address} if address else {})


class RightsForm(Form):
    """What a guardian may do for one student."""

    relationship = forms.CharField(label=_("Relationship"), max_length=60, required=False)
    sees = forms.BooleanField(label=_("Sees lessons, notes and messages"), required=False)
    may_pick_up = forms.BooleanField(label=_("May pick up"), required=False)
    pays = forms.BooleanField(label=_("Pays"), required=False)
    may_consent = forms.BooleanField(label=_("May consent and sign"), required=False)


class HouseholdForm(Form):
    """A student in one of several families."""

    lives_with = forms.BooleanField(label=_("Lives here"), required=False)
    share_percent = forms.IntegerField(label=_("Share of the cost, in percent"), min_value=0, max_value=100)
    is_billed_by_default = forms.BooleanField(
        label=_("This family is billed unless said otherwise"), required=False
    )


class SecondHouseholdForm(HouseholdForm):
    """A second family of a student, found by its account or name."""

    starts_on = Day(label=_("From"))

    def __init__(self, *args: Any, families: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family"] = forms.ModelChoiceField(label=_("Family"), queryset=families)
        self.order_fields(["family", "starts_on", "lives_with", "share_percent", "is_billed_by_default"])


class LastDayForm(Form):
    """The last day something still counts."""

    last_day = Day(label=_("Last day"))


class ContactForm(Form):
    """Somebody to call, or who may come to the door."""

    name = forms.CharField(label=_("Name"), max_length=160)
    relationship = forms.CharField(label=_("Relationship"), max_length=60, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    is_emergency = forms.BooleanField(label=_("Call in an emergency"), required=False)
    may_pick_up = forms.BooleanField(label=_("May pick up"), required=False)


class CustodyDenialForm(Form):
    """An order that keeps somebody away from a student."""

    person_name = forms.CharField(label=_("Or somebody else, by name"), max_length=160, required=False)
    evidence = forms.CharField(label=_("Which order, by whom, of which day"), max_length=500)

    def __init__(self, *args: Any, guardians: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guardian"] = forms.ModelChoiceField(
            label=_("A guardian in our records"), queryset=guardians, required=False
        )
        self.order_fields(["guardian"])


class ReasonForm(Form):
    """Why something ends."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class StaffForm(Form):
    """Somebody who works here."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    title = forms.CharField(label=_("What they are here"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    teaches = forms.BooleanField(label=_("Teaches"), required=False, initial=True)


STAFF_ROLES = [
    (Role.INSTRUCTOR.value, _("Instructor: their own calendar, rosters and students")),
    (Role.OFFICE.value, _("Office: families, classes, enrollments and payments")),
    (Role.MANAGER.value, _("Manager: also refunds, tuition plans, staff and settings")),
    (Role.OWNER.value, _("Owner: also the studio’s bank, its export and its owners")),
]


class StaffInvitationForm(Form):
    """As what somebody is asked to sign in."""

    roles = forms.MultipleChoiceField(
        label=_("May enter as"), choices=STAFF_ROLES, widget=forms.CheckboxSelectMultiple
    )


class StaffRolesForm(StaffInvitationForm):
    """As what somebody may enter from now on; nothing chosen closes the door."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].required = False


PURPOSES = {
    Purpose.LESSON: _("For the lesson"),
    Purpose.PLACING_BY_AGE: _("To place in a class by age"),
    Purpose.EMERGENCY: _("An emergency"),
    Purpose.CONTACTING_THE_FAMILY: _("To contact the family"),
    Purpose.CORRECTING_THE_RECORD: _("To correct the record"),
}


class PurposeForm(Form):
    """What somebody needs a protected fact for."""

    purpose = forms.ChoiceField(
        label=_("What do you need it for?"),
        choices=[(each.value, PURPOSES[each]) for each in CHOSEN_BY_A_PERSON],
    )
