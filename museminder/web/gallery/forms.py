"""Forms that show every kind of field."""

from django import forms

from museminder.web.forms import Form, MoneyField
from museminder.web.gallery.samples import MARKS, PAYMENTS, PROGRAMS


class SampleForm(Form):
    """One field of each kind, with the mistakes people make."""

    guardian_email = forms.EmailField(label="E-mail of a guardian", max_length=60)
    birth_date = forms.DateField(label="Birth date")
    first_lesson_on = forms.DateField(
        label="First lesson on", help_text="The first day of the season is September 7."
    )
    program = forms.ChoiceField(label="Program", choices=PROGRAMS, required=False)
    price_amount = MoneyField(label="Price of a lesson", currency="USD")
    note = forms.CharField(
        label="Note", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=500
    )
    receipt = forms.BooleanField(label="Send the family a receipt", required=False)
    mark = forms.ChoiceField(label="Attendance", choices=MARKS, widget=forms.RadioSelect)
    how = forms.ChoiceField(label="How would you like to pay?", choices=PAYMENTS, widget=forms.RadioSelect)


class PurposeForm(Form):
    purpose = forms.ChoiceField(
        label="What do you need it for?",
        choices=[("class", "Placing in a class by age"), ("exam", "An exam entry")],
    )
