"""What is typed at the privacy desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from museminder.domain.privacy.models import ChangeOfControl, PrivacyRequest
from museminder.web.forms import Form

Way = PrivacyRequest.Way


class AnswerForm(Form):
    """What whoever asked is told."""

    answer = forms.CharField(
        label=gettext_lazy("Answer"), widget=forms.Textarea(attrs={"rows": 5}), max_length=2000
    )


class DecisionForm(Form):
    """On what paper it stands."""

    evidence = forms.CharField(label=gettext_lazy("Which paper, or which court"), max_length=300)


class NoteForm(Form):
    """A request that came by letter, telephone or mail."""

    came_by = forms.ChoiceField(
        label=gettext_lazy("It came by"),
        choices=[(each.value, each.label) for each in (Way.LETTER, Way.MAIL)],
    )
    by_name = forms.CharField(label=gettext_lazy("Who asks"), max_length=120)
    by_email = forms.EmailField(label=gettext_lazy("Their e-mail address"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("What is asked for"), choices=PrivacyRequest.Kind.choices)
    words = forms.CharField(
        label=gettext_lazy("In their words"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )


class TransferForm(Form):
    """Whether the studio goes along with a change of control."""

    change = forms.TypedChoiceField(coerce=UUID)
    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])

    def __init__(self, *args: Any, changes: Sequence[ChangeOfControl], **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["change"]
        choice.choices = [(str(each.pk), each.taken_over_by) for each in changes]


class PromotionalForm(Form):
    """Turning promotional mail on, for oneself."""

    says_of_age = forms.BooleanField(
        label=gettext_lazy("I am of age, and want promotional mail from MuseMinder"), required=True
    )


class ClosingForm(Form):
    """Closing the school: its name is typed, so that nobody does it by a slip."""

    name = forms.CharField(label=gettext_lazy("Name of your school"), max_length=120)
