"""What we could hand over at all, from the declarations of what is held; and how often we had to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from museminder.domain.oversight.models.legal_demand import RECORDS
from museminder.domain.oversight.rules.demanded import records_called
from museminder.foundation.outside.telling import Told
from museminder.foundation.published.reading import published
from museminder.primitives.holdings import DataClass, holdings


@dataclass(frozen=True, slots=True)
class Demandable:
    """One kind of record: its words, its fields with the class of each, and why it is held."""

    told: Told
    fields: tuple[tuple[str, DataClass], ...]
    sealed: tuple[str, ...]
    purpose: str


def demandable() -> list[Demandable]:
    """Everything that a legal demand can name, with what the data map says about each field."""
    found = []
    for name in RECORDS:
        records = records_called(name)
        holding = holdings()[records.model._meta.label]
        fields = tuple(
            (each.removesuffix("_id"), holding.fields.get(each) or holding.fields[each.removesuffix("_id")])
            for each in (*records.fields, *records.sealed)
        )
        found.append(Demandable(records.told, fields, records.sealed, holding.purpose))
    return found


def published_counts() -> list[dict[str, Any]]:
    """Each half-year as it was published, the newest first. Raises ``PublicSilent``."""
    return published("legal_demand")["legal_demand"]
