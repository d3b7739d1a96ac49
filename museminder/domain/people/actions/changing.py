"""Changing the facts of a record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import models

from museminder.domain.people.models.name_key import NameKeyField
from museminder.domain.people.rules import check_known, check_text
from museminder.foundation.vault.fields import SealedField


def change_facts(row: models.Model, facts: Mapping[str, Any], known: Collection[str]) -> list[str]:
    """Write new facts into a record and save it; returns the names of those that are different now.

    ``known`` are the facts that may be changed. A sealed fact counts as different whenever it is given: it is not
    opened to compare. Raises ``Refused`` for text that cannot be kept, TypeError for an unknown fact.
    """
    check_known(facts, known)
    changed = [name for name, value in facts.items() if _set(row, name, value)]
    if changed:
        row.version += 1  # type: ignore[attr-defined]
        row.save(update_fields=[*changed, *_name_keys(row, changed), "version"])
    return changed


def clean_facts(model: type[models.Model], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a new record, its texts checked and without spaces around them."""
    return {name: _clean(model, name, value) for name, value in facts.items()}


def _set(row: models.Model, name: str, value: Any) -> bool:
    cleaned = _clean(type(row), name, value)
    field = row._meta.get_field(name)
    if not isinstance(field, SealedField) and getattr(row, name) == cleaned:
        return False
    if isinstance(field, SealedField) and cleaned is None and getattr(row, name) is None:
        return False
    setattr(row, name, cleaned)
    return True


def _clean(model: type[models.Model], name: str, value: Any) -> Any:
    if isinstance(value, str):
        field = model._meta.get_field(name)
        cleaned = check_text(value, lines_allowed=isinstance(field, SealedField))
        return (cleaned or None) if isinstance(field, SealedField) else cleaned
    if isinstance(value, dict):
        return {part: check_text(text, lines_allowed=True) for part, text in value.items() if text} or None
    if isinstance(value, list | date | int | type(None)):
        return value
    raise TypeError(f"{name} cannot be {type(value).__name__}")


def _name_keys(row: models.Model, changed: Collection[str]) -> list[str]:
    return [
        field.name
        for field in row._meta.local_fields
        if isinstance(field, NameKeyField) and set(field.of) & set(changed)
    ]
