"""What those who run MuseMinder type about legal demands and emergencies: ids and papers, no names of families."""

from __future__ import annotations

import hashlib
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from museminder.domain.oversight.models import BrokenGlass, LegalDemand
from museminder.domain.oversight.rules.demand_words import KINDS
from museminder.web.forms import Form

RECORDS = {
    "student": _("Name, birth date and care notes of students"),
    "guardians": _("Names, telephones and addresses of guardians"),
    "enrollments": _("Classes and lessons"),
    "bills": _("What was billed"),
    "payments": _("What was paid"),
}
EMERGENCIES = {
    BrokenGlass.Emergency.SAFETY: _("Somebody is in danger"),
    BrokenGlass.Emergency.ATTACK: _("Somebody is attacking the studio’s data now"),
    BrokenGlass.Emergency.DATA_LOSS: _("Data is being lost now"),
    BrokenGlass.Emergency.OUTAGE: _("The studio cannot work, and nobody there can be reached"),
}
CLOSED = {LegalDemand.Closed.REFUSED: _("Refused"), LegalDemand.Closed.REVOKED: _("Revoked")}


class IdsField(forms.CharField):
    """Ids, one a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 2}), **options)

    def clean(self, value: Any) -> Any:
        """The ids; refuses what is none."""
        try:
            return [UUID(each) for each in super().clean(value).split()]
        except ValueError as error:
            raise forms.ValidationError(_("Write one number on each line, as the studio gave it.")) from error


class DemandForm(Form):
    """A paper, read as narrowly as it is."""

    number = forms.IntegerField(label=_("Number of the studio"), min_value=1)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    issuer = forms.CharField(label=_("Who demands it"), max_length=200)
    reference = forms.CharField(label=_("Its number there"), max_length=80)
    paper = forms.FileField(
        label=_("The paper"), help_text=_("Only its SHA-256 is kept here; keep the paper itself in the safe.")
    )
    received_at = forms.DateTimeField(label=_("Received at (UTC)"))
    student_ids = IdsField(
        label=_("Students it names"),
        help_text=_("Their numbers, one a line. It names students, families, or both."),
    )
    family_ids = IdsField(label=_("Families it names"), help_text=_("Their numbers, one a line."))
    records = forms.MultipleChoiceField(
        label=_("What it names"), choices=list(RECORDS.items()), widget=forms.CheckboxSelectMultiple
    )
    expires_on = forms.DateField(label=_("Must be answered by"))
    gag_until_on = forms.DateField(
        label=_("The family may not know before"),
        required=False,
        help_text=_("Only if the paper says so. Without a day the family is told at once."),
    )
    refused_beside = "student_ids"

    def clean_paper(self) -> str:
        """The SHA-256 of the paper; its bytes are let go."""
        digest = hashlib.sha256()
        for chunk in self.cleaned_data["paper"].chunks():
            digest.update(chunk)
        return digest.hexdigest()

    def facts(self) -> dict[str, Any]:
        """What the action is told."""
        said = dict(self.cleaned_data)
        gag_until_on = said.pop("gag_until_on")
        return said | {
            "document_sha256": said.pop("paper"),
            "expires_at": _midnight(said.pop("expires_on") + timedelta(days=1)),
            "gag_until": _midnight(gag_until_on) if gag_until_on else None,
        }


class KeyForm(Form):
    """The key of an archive."""

    key = forms.CharField(label=_("Its key"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))
    refused_beside = "key"


class PostedForm(Form):
    """The day on which a letter was posted."""

    posted_on = forms.DateField(label=_("Posted on (UTC)"))
    refused_beside = "posted_on"


class EmergencyForm(Form):
    """Asking to look into a studio in an emergency."""

    number = forms.IntegerField(label=_("Number of the studio"), min_value=1)
    emergency = forms.ChoiceField(label=_("Emergency"), choices=list(EMERGENCIES.items()))
    reason = forms.CharField(
        label=_("What happened"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The owner of the studio reads this. No names."),
    )
    refused_beside = "reason"


def _midnight(day: Any) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())
