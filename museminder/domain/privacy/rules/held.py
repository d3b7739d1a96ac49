"""Which tables say something about a student, worked out from what each area declares about its own."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from museminder.domain.people.models.name_key import NameKeyField
from museminder.foundation.tenancy.access import Access
from museminder.primitives.holdings import DataClass, Holding, holdings

# How the subject that an area declares is compared with a student's id.
_LOOKUPS = {
    "student": "student_id",
    "student_id": "student_id",
    "enrollment.student": "enrollment__student_id",
    "record_id": "record_id",
}
_BY_LABEL = {
    "people.Student": "id",
    "outside.Disclosure": "subjects__contains",
    "privacy.FamilyExport": "student_ids__contains",
}
# What says something about the child. How to reach other people is theirs: no family is shown another's by this way.
_ABOUT_CHILD = frozenset({DataClass.CHILD, DataClass.CHILD_HIGH})
_NO_WORDS = (models.UUIDField, NameKeyField)  # ids, and names once more for searching


@dataclass(frozen=True, slots=True, eq=False)
class HeldTable:
    """One table with rows about students; ``lookup`` is what of a row is compared with the student's id."""

    model: Any
    lookup: str
    holding: Holding

    @property
    def label(self) -> str:
        """The model's name, such as ``people.Contact``."""
        return self.holding.model

    def about(self, student_id: object) -> Q:
        """The condition for rows about one student."""
        return Q(**{self.lookup: [student_id] if self.lookup.endswith("contains") else student_id})

    @property
    def is_for_families(self) -> bool:
        """Whether the member site may read the table at all; what of it, row security decides."""
        return any(
            isinstance(each, Access) and each.role == "member" and "select" in each.to
            for each in self.model._meta.constraints
        )

    @property
    def personal_fields(self) -> tuple[Any, ...]:
        """The fields that say something about the child; references say it by what they lead to, and are left out."""
        return tuple(
            field
            for field in self.model._meta.local_fields
            if self.holding.fields[field.name] in _ABOUT_CHILD
            and not field.is_relation
            and not isinstance(field, _NO_WORDS)
            and not isinstance(getattr(field, "base_field", None), _NO_WORDS)
        )


@functools.cache
def tables_about_students() -> tuple[HeldTable, ...]:
    """Every table with rows about students, the student's own first, then by name."""
    declared = holdings()
    found = (_table(model, declared.get(model._meta.label)) for model in apps.get_models())
    return tuple(
        sorted(
            (table for table in found if table is not None),
            key=lambda table: (table.label != "people.Student", table.label),
        )
    )


def _table(model: Any, holding: Holding | None) -> HeldTable | None:
    if holding is None:
        return None
    lookup = _BY_LABEL.get(holding.model) or _LOOKUPS.get(holding.subject)
    return HeldTable(model, lookup, holding) if lookup else None
