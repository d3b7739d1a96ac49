"""Forms of the enrollment pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from museminder.domain.billing.models import TuitionPlan
from museminder.domain.enrollment.models import Enrollment
from museminder.domain.people.models import Family
from museminder.sites.studio.people.forms import Day
from museminder.web.forms import Form, MoneyField

OFFERED = (
    (Enrollment.Kind.ACTIVE.value, _("Active")),
    (Enrollment.Kind.TRIAL.value, _("Trial")),
    (Enrollment.Kind.SINGLE_DAY.value, _("Single day")),
    (Enrollment.Kind.WAITLISTED.value, _("On the waitlist: takes no place")),
)


class EnrollForm(Form):
    """From when, as what, and who is billed; reasons for going beyond what is usual."""

    kind = forms.ChoiceField(label=_("As what"), choices=OFFERED)
    starts_on = Day(label=_("First day"))
    last_day = Day(label=_("Last day, if it is known"), required=False)
    clash_reason = forms.CharField(
        label=_("Reason, if the student is somewhere else at that time"), max_length=300, required=False
    )
    age_reason = forms.CharField(
        label=_("Reason, although the age does not fit"), max_length=300, required=False
    )
    override_reason = forms.CharField(
        label=_("Reason, if the class is full all the same"), max_length=300, required=False
    )

    def __init__(
        self, *args: Any, families: Any, may_override: bool, is_outside_ages: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family"] = forms.ModelChoiceField(
            label=_("Billed to"),
            queryset=families,
            required=False,
            empty_label=_("The student's usual family"),
        )
        self.order_fields(["kind", "starts_on", "last_day", "family"])
        if not may_override:
            del self.fields["override_reason"]
        if not is_outside_ages:
            del self.fields["age_reason"]


class WithdrawForm(Form):
    """The last day, and why."""

    last_day = Day(label=_("Last day"))
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class PriceForm(Form):
    """What a family is promised, from when until when."""

    monthly_amount = MoneyField(label=_("Amount a month, if not the plan's"), required=False)
    per_lesson_amount = MoneyField(label=_("Amount a lesson, if not the plan's"), required=False)
    starts_on = Day(label=_("From"))
    last_day = Day(label=_("Last day"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tuition_plan"] = _plans()
        self.order_fields(["tuition_plan"])


class OfferingTuitionForm(Form):
    """How an offering is billed, from a day on."""

    starts_on = Day(label=_("From"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tuition_plan"] = _plans()
        self.order_fields(["tuition_plan"])


def _plans() -> forms.ModelChoiceField:
    plans = TuitionPlan.objects.filter(is_active=True).order_by("name")
    return forms.ModelChoiceField(label=_("Tuition plan"), queryset=plans)


def families_of(student_id: Any) -> Any:
    """The families a student belongs to."""
    return (
        Family.objects.filter(households__student=student_id, merged_into=None)
        .distinct()
        .order_by("name_key")
    )
