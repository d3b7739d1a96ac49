"""What stands in clear in a school whose keys are destroyed goes too: names, addresses, what somebody wrote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections, models

from museminder.domain.privacy.queries.retention import emptied, table_of
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.models import StudioOwned
from museminder.foundation.vault.fields import SealedField
from museminder.primitives.holdings import DataClass, holdings

PERSONAL = frozenset({DataClass.CONTACT, DataClass.CHILD, DataClass.CHILD_HIGH})
WORDS = (models.CharField, models.TextField, models.JSONField, SealedField)
# Rows that say nothing once their words are gone; those that point at others first.
GOES = (
    "people.Widening",
    "people.CustodyDenial",
    "people.Contact",
    "people.StudentPhotograph",
    "people.RefusedSuggestion",
    "consents.PartnerRequest",
    "switching.ExternalId",
    "switching.ImportedRecord",
    "switching.ImportRow",
    "switching.ImportFile",
    "leaving.ExportPart",
    "privacy.FamilyExport",
)
# Rows that stay as they are, and why. Nobody can enter; they are evidence, of us more than of the school.
STAYS = {
    "audit.Change": "the database blanks who changed something and what was written beside it (sec.blank_history)",
    "consents.Consent": "shows who agreed to what was told to a partner, which cannot be untold",
    "consents.StudentLoginConsent": "shows who agreed that a child signs in",
    "oversight.SupportGrant": "shows whom of ours the school let in",
    "privacy.ErasureVoice": "shows who agreed that a child is erased",
    "privacy.HeldReveal": "shows who opened how much, as the access log does",
    "privacy.LegalHold": "shows why something stayed longer",
    "privacy.StudioClosing": "shows who closed the school, and from when on nothing can be read",
    "privacy.TransferChoice": "shows what the school chose when we changed hands",
}


def blank_studio() -> int:
    """Empty every clear word about a person in the closed school in hand, table by table; returns how many rows.

    Amounts, days, numbers and who belongs to whom by id stay: the books add up as before. For the job that destroyed
    the keys, once the school is shut.
    """
    changed = 0
    for label in GOES:
        changed += int(table_of(label).objects.all().delete()[0])
    for model, names in clear_words():
        if model._meta.label not in {*GOES, *STAYS}:
            values = emptied(model, names)
            changed += int(model.objects.exclude(**values).update(**values))
    with connections[str(current_site())].cursor() as cursor:
        cursor.execute("select sec.blank_history()")
        changed += int(cursor.fetchone()[0])
    return changed


def clear_words() -> Iterator[tuple[Any, list[str]]]:
    """Every table of a school with the names of its fields that hold words about a person."""
    declared = holdings()
    for model in apps.get_models():
        holding = declared.get(model._meta.label)
        if holding is None or not issubclass(model, StudioOwned):
            continue
        names = [
            each.name
            for each in model._meta.local_fields
            if holding.fields.get(each.name) in PERSONAL and _holds_words(each)
        ]
        if names:
            yield model, names


def _holds_words(field: Any) -> bool:
    """Whether somebody's words can stand in it; ``origins``, kept by the database, is kinds and ids."""
    return isinstance(field, WORDS) and not field.choices and field.name != "origins"
