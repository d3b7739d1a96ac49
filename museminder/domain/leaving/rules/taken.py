"""What goes along when a studio leaves: every table a studio has, unless this page says why it stays.

The list is made from the models, so a table or a field that comes later goes along without anybody thinking of it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, Q

from museminder.domain.people.models.name_key import NameKeyField
from museminder.foundation.tenancy.fields import StudioKey, studio_field
from museminder.foundation.vault.fields import SealedField
from museminder.primitives.holdings import DataClass, holdings

_ACCOUNT = "accounts belong to people, not to a studio; they are invited again"
_IMPORT = "a file of another system, kept 90 days so that the import can be taken back"
_EXPORT = "the export itself"
_SUPPORT = (
    "whom of this installation's support the studio let in, and what they looked at; another has other people"
)
_CONSENT = (
    "agreed to for this installation's agreement with a partner; where a school goes, families are asked anew"
)
# Tables that stay, each with its reason. A table that is neither taken nor here fails a test.
STAYS: dict[str, str] = {
    "tenancy.IdempotencyKey": "keeps a form from being counted twice while it is being sent",
    "identity.Membership": _ACCOUNT,
    "identity.Invitation": _ACCOUNT,
    "people.RefusedSuggestion": "an answer that an account gave; accounts stay",
    "privacy.ChangeLetter": "who was written to about a sale of MuseMinder; another installation has none",
    "privacy.StudioClosing": "that this installation's copy of the school is closed",
    "privacy.PromotionalChoice": "a word to this installation alone; another asks anew",
    "privacy.TransferChoice": "an answer about a sale of MuseMinder; another installation asks its own",
    "privacy.PolicyAcceptance": "what an account agreed to; a new account is asked anew",
    "outside.Disclosure": "what this installation told to somebody outside; the record stays where it happened",
    "oversight.SupportGrant": _SUPPORT,
    "oversight.SupportLook": _SUPPORT,
    "consents.Consent": _CONSENT,
    "consents.PartnerRequest": _CONSENT,
    "consents.StudentLoginConsent": "accounts stay, and so does the consent to a child's own sign-in",
    "consents.StudentLoginRequest": "what waited for a card payment here, to show who agreed",
    "courses.CalendarFeed": "a secret address, which would lead nowhere; calendars are subscribed to again",
    "billing.GatewayAccount": "keys of the card gateway leave no installation; it is connected again",
    "switching.ImportBatch": _IMPORT,
    "switching.ImportFile": _IMPORT,
    "switching.ImportRow": _IMPORT,
    "switching.ImportedRecord": _IMPORT,
    "privacy.RetentionRun": "what was erased here, in numbers",
    "privacy.Erasure": "a case of this installation, whose accounts had to agree; what was erased is not taken along",
    "privacy.ErasureVoice": "the same: who agreed and who did not",
    "privacy.FamilyExport": "a family's own copy, kept a week for the one who asked",
    "people.Widening": "what waited for a second person here; accounts stay, and so does who asked and who agreed",
    "leaving.Export": _EXPORT,
    "leaving.ExportPart": _EXPORT,
}
# Rows that stay: who took or gave an export, and what was done to accounts, is the history of an installation.
ROWS_THAT_STAY: dict[str, Q] = {
    "audit.Change": Q(what__startswith="leaving.") | Q(of_model__startswith="identity."),
}
# Copies of an account's id, kept beside names so that row security compares columns.
_HERE_ALONE = {
    "account_id": _ACCOUNT,
    "by_account_id": _ACCOUNT,
    "origins": "names accounts, which stay; a record that moved in says that it was imported",
}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One table that goes along.

    ``fields`` begin with the id; ``columns`` are their names as they are written, a reference being ``family_id``;
    ``name`` is what its files are called.
    """

    model: Any
    name: str
    fields: tuple[Any, ...]
    columns: tuple[str, ...]

    @property
    def label(self) -> str:
        """The model's name, such as ``people.Student``."""
        label: str = self.model._meta.label
        return label

    @property
    def sealed(self) -> tuple[str, ...]:
        """The fields that are kept sealed and have to be opened."""
        return tuple(field.attname for field in self.fields if isinstance(field, SealedField))


@functools.cache
def tables() -> tuple[Table, ...]:
    """Every table that goes along, each after those it refers to."""
    waiting = sorted(
        (model for model in apps.get_models() if studio_field(model) and model._meta.label not in STAYS),
        key=lambda model: model._meta.label_lower,
    )
    placed: list[type[Model]] = []
    while waiting:
        ready = [model for model in waiting if not (_targets(model) & set(waiting)) - {model}]
        placed += ready
        waiting = [model for model in waiting if model not in ready]
        if not ready:
            raise RuntimeError(f"these tables refer to one another: {[each._meta.label for each in waiting]}")
    return tuple(_table(model) for model in placed)


def _targets(model: type[Model]) -> set[Any]:
    return {field.related_model for field in model._meta.local_fields if field.is_relation}


def _table(model: type[Model]) -> Table:
    fields = tuple(field for field in model._meta.local_fields if why_field_stays(field) is None)
    return Table(model, model._meta.label_lower, fields, tuple(field.attname for field in fields))


def why_field_stays(field: Any) -> str | None:
    """Why a field of a table that goes along does not; None if it does."""
    if isinstance(field, StudioKey):
        return "the whole export is of one studio"
    if field.is_relation and (
        studio_field(field.related_model) is None or field.related_model._meta.label in STAYS
    ):
        return _ACCOUNT if field.related_model._meta.app_label == "identity" else "what it names stays"
    if field.name in _HERE_ALONE:
        return _HERE_ALONE[field.name]
    if isinstance(field, NameKeyField):
        return "worked out from the name again"
    holding = holdings().get(field.model._meta.label)
    if holding and holding.fields.get(field.name) is DataClass.SECRET:
        return "a secret of this installation"
    return None
