"""What of a child's records goes into a guardian's copy, and what stays because it is about somebody else."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Now

from museminder.domain.people.models import Student
from museminder.domain.privacy.rules.held import HeldTable
from museminder.foundation.vault.fields import STUDIO, SealedField
from museminder.primitives.holdings import DataClass

# Tables that are not in a copy, each with its reason; they are asked for, and a person decides what may be told.
NOT_COPIED: dict[str, str] = {
    "people.CustodyDenial": "says something about the person who is kept away",
    "switching.ImportedRecord": "holds records of the whole family as they were, other guardians' too",
    "billing.PostingRow": "the same as the bills that came of it",
    "privacy.FamilyExport": "the copies themselves",
}


@dataclass(frozen=True, slots=True)
class For:
    """Whom a copy is made for: their account, and the families they may see."""

    account_id: UUID
    family_ids: Collection[UUID]


# Of these tables only the rows that are about the child and whoever asks, not the child and another guardian.
_NARROWED: dict[str, Callable[[For], Q]] = {
    "people.Guardianship": lambda reader: Q(account_id=reader.account_id),
    "people.Household": lambda reader: Q(family_id__in=reader.family_ids),
    "people.Contact": lambda reader: Q(family_id__in=reader.family_ids),
    "billing.Charge": lambda reader: Q(family_ref__in=reader.family_ids),
    # Jobs see every row; what a court does not let be known yet is in no copy.
    "outside.Disclosure": lambda _reader: Q(shown_from=None) | Q(shown_from__lte=Now()),
    "privacy.PrivacyRequest": lambda reader: Q(by_account_id=reader.account_id),
}
_SAID = frozenset({DataClass.PUBLIC, DataClass.BUSINESS, DataClass.CHILD, DataClass.CHILD_HIGH})


def narrowed(table: HeldTable, reader: For) -> Q:
    """The condition that leaves out what is another guardian's."""
    condition = _NARROWED.get(table.label)
    return condition(reader) if condition else Q()


def copied_fields(table: HeldTable) -> tuple[Any, ...]:
    """The fields of a row that are copied: nothing of how to reach anybody, no secret, no id.

    A reference to something that is no person is copied by its name.
    """
    return tuple(
        field for field in table.model._meta.local_fields if _is_said(table, field) and _is_readable(field)
    )


def _is_said(table: HeldTable, field: Any) -> bool:
    if isinstance(field, SealedField) and field.subject == STUDIO:
        return False
    if field.is_relation:
        return table.holding.fields[field.name] is DataClass.CHILD and field.related_model is not Student
    return table.holding.fields[field.name] in _SAID


def _is_readable(field: Any) -> bool:
    from_ids = ("UUIDField", "NameKeyField")
    base = getattr(field, "base_field", None)
    return type(field).__name__ not in from_ids and type(base).__name__ not in from_ids
