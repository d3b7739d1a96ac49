"""Forms of the money pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from museminder.domain.billing.models import Receipt, TuitionPlan
from museminder.primitives.periods import Month
from museminder.web.forms import Form, ModelForm, MoneyField, refuse_far_days


class ReceiptForm(Form):
    """Money a family brings."""

    amount = MoneyField(label=_("Amount"), least=1)
    method = forms.ChoiceField(
        label=_("How it was paid"), choices=[(m.value, m.label) for m in Receipt.Method if m.value != "card"]
    )
    received_on = forms.DateField(label=_("Received on"))
    reference = forms.CharField(
        label=_("Reference, such as the check’s number"), max_length=80, required=False
    )


class ChargeForm(Form):
    """A charge by hand."""

    amount = MoneyField(label=_("Amount"), least=1)
    text = forms.CharField(label=_("What it is for"), max_length=120)
    due_on = forms.DateField(label=_("Due on"))


class CreditForm(Form):
    """Money the studio owes a family."""

    amount = MoneyField(label=_("Amount"), least=1)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class ReasonForm(Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class ReturnedCheckForm(Form):
    """A check the bank did not pay, and what the family is asked for the trouble."""

    returned_on = forms.DateField(label=_("Day the bank returned it"))
    reason = forms.ChoiceField(label=_("What the bank says"), choices=Receipt.ReturnReason.choices)
    fee = MoneyField(
        label=_("Fee for the returned check"),
        least=1,
        required=False,
        help_text=_("Leave it empty to ask for none. Many states limit how much it may be."),
    )


class RefundForm(Form):
    """Money given back out of a receipt."""

    amount = MoneyField(label=_("Amount"), least=1)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class PeriodForm(Form):
    """Which month to post."""

    period = forms.CharField(
        label=_("Month"),
        max_length=7,
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-05"}),
    )

    def clean_period(self) -> Any:
        """A month as 2026-05."""
        try:
            first_on = Month.parse(self.cleaned_data["period"]).first_on
        except ValueError as error:
            raise forms.ValidationError(_("Write a month such as 2026-05.")) from error
        refuse_far_days(first_on)
        return first_on


class TuitionPlanForm(ModelForm):
    """How tuition is worked out."""

    monthly_amount = MoneyField(label=_("Amount a month"), required=False)
    per_lesson_amount = MoneyField(label=_("Amount a lesson"), required=False)
    per_session_fee_amount = MoneyField(label=_("Fee a meeting, in a first month"), required=False)

    class Meta:
        model = TuitionPlan
        fields = (
            "name",
            "kind",
            "monthly_amount",
            "per_lesson_amount",
            "months",
            "first_month",
            "per_session_fee_amount",
            "tax_rate",
            "is_active",
        )
        labels = {
            "name": _("Name"),
            "kind": _("How tuition is worked out"),
            "months": _("Months of the season"),
            "first_month": _("A month that is not whole"),
            "tax_rate": _("Tax"),
            "is_active": _("In use"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tax = self.fields["tax_rate"]
        if isinstance(tax, forms.ModelChoiceField):
            tax.empty_label = gettext("No tax")

    def clean(self) -> dict[str, Any]:
        """Each kind of plan says which figures it needs."""
        data = super().clean() or {}
        kind = data.get("kind", "")
        if kind == "monthly" and data.get("monthly_amount") is None:
            self.add_error("monthly_amount", _("A monthly plan needs its amount a month."))
        if kind and kind != "monthly" and data.get("per_lesson_amount") is None:
            self.add_error("per_lesson_amount", _("This plan needs its amount a lesson."))
        if kind.startswith("equivalent") and not data.get("months"):
            self.add_error("months", _("This plan needs the number of months."))
        return data


class GatewayForm(Form):
    """The studio's own key at its card gateway."""

    secret_key = forms.CharField(
        label=_("Secret key of your Stripe account"),
        max_length=255,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
