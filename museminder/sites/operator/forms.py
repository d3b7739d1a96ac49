"""What those who run MuseMinder type; no field of these is about a family."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from museminder.domain.oversight.models import Attestation, Review, Training
from museminder.domain.oversight.queries.operations import studio_figures
from museminder.domain.oversight.queries.people_with_access import current_staff
from museminder.web.forms import Form

KINDS_OF_REVIEW = {Review.Kind.INTERNAL: _("Internal"), Review.Kind.EXTERNAL: _("External")}
KINDS_OF_ATTESTATION = {
    Attestation.Kind.HOSTING: _("Data center"),
    Attestation.Kind.PCI_AOC: _("Card payments (PCI attestation of compliance)"),
    Attestation.Kind.ASV_SCAN: _("Scan of our pages by an approved company"),
    Attestation.Kind.PROCESSOR: _("Processor’s contract"),
}
SUBJECTS = {Training.Subject.PRIVACY: _("Privacy of children"), Training.Subject.SECURITY: _("Security")}


def _hash(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=64,
        validators=[RegexValidator(r"^[0-9a-f]{64}$", _("A SHA-256 has 64 digits and letters from a to f."))],
        help_text=_("SHA-256 of the document, which is kept elsewhere."),
    )


class TrainingForm(Form):
    """Somebody was taught."""

    staff = forms.ChoiceField(label=_("Who"))
    subject = forms.ChoiceField(label=_("Subject"), choices=list(SUBJECTS.items()))
    completed_on = forms.DateField(label=_("Completed on"))
    valid_until = forms.DateField(label=_("Holds until"), help_text=_("A year at most."))
    certificate_sha256 = _hash(_("Certificate"))
    refused_beside = "valid_until"

    def __init__(self, *args: Any, on: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["staff"]
        choice.choices = [(str(each.staff.pk), each.staff.name) for each in current_staff(on=on)]


class ReviewForm(Form):
    """Our procedures were reviewed."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS_OF_REVIEW.items()))
    reviewer = forms.CharField(label=_("Reviewed by"), max_length=120)
    scope = forms.CharField(label=_("What was looked at"), max_length=300)
    reviewed_on = forms.DateField(label=_("Reviewed on"))
    next_due_on = forms.DateField(label=_("Next due on"), help_text=_("Within a year."))
    report_sha256 = _hash(_("Report"))
    finding_count = forms.IntegerField(label=_("Findings"), min_value=0)
    open_finding_count = forms.IntegerField(label=_("Still open"), min_value=0)
    refused_beside = "next_due_on"


class AttestationForm(Form):
    """Somebody else attests something."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS_OF_ATTESTATION.items()))
    of_whom = forms.CharField(label=_("Company"), max_length=120)
    document_sha256 = _hash(_("Document"))
    issued_on = forms.DateField(label=_("Issued on"))
    expires_on = forms.DateField(label=_("Expires on"))
    refused_beside = "expires_on"


class PolicyForm(Form):
    """When the next version of the policy takes effect."""

    effective_on = forms.DateField(label=_("Takes effect on"))


class ChangeOfControlForm(Form):
    """Who takes MuseMinder over, and from when."""

    taken_over_by = forms.CharField(label=_("Taken over by"), max_length=120)
    what_changes = forms.CharField(
        label=_("What changes"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("In words for schools and families; it stands in every letter."),
    )
    effective_on = forms.DateField(label=_("Takes effect on"))
    refused_beside = "effective_on"


class AnswerForm(Form):
    """An answer to a visitor's letter."""

    text = forms.CharField(label=_("Answer"), max_length=5_000, widget=forms.Textarea)


class BreachForm(Form):
    """Somebody got at information who should not have; no names in it."""

    what_happened = forms.CharField(
        label=_("What happened"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    whose = forms.CharField(
        label=_("Whose information, and which"), max_length=500, help_text=_("Kinds and counts, no names.")
    )
    what_we_do = forms.CharField(
        label=_("What we do"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    found_at = forms.DateTimeField(label=_("Found out at (UTC)"))
    studios = forms.CharField(
        label=_("Studios"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: its number, and how many people of it. Each gets a letter within minutes."),
    )
    refused_beside = "found_at"

    def clean_studios(self) -> dict[int, int]:
        """Numbers of studios that there are, with how many people of each."""
        found: dict[int, int] = {}
        known = {each.number for each in studio_figures()}
        for line in self.cleaned_data["studios"].split("\n"):
            words = line.split()
            if not words:
                continue
            if len(words) != 2 or not all(each.isdecimal() and len(each) < 10 for each in words):
                raise forms.ValidationError(_("Write two numbers on each line."))
            if int(words[0]) not in known or int(words[0]) in found:
                raise forms.ValidationError(
                    _("There is no studio %(number)s, or it stands there twice."), params={"number": words[0]}
                )
            found[int(words[0])] = int(words[1])
        return found
