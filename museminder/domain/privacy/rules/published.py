"""Versions, sentences and results as they are written into the public database, and read from there again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.db import models

Public = TypeVar("Public", bound=models.Model)


def as_published(row: models.Model) -> dict[str, Any]:
    """Every field of a row that anyone may read, by name; moments and days are written by the encoder."""
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}


def as_row(model: type[Public], content: dict[str, Any]) -> Public:
    """The row again, bound to no database; a field that a newer version added and this copy lacks has its default."""
    known = {field.name: field for field in model._meta.concrete_fields}
    return model(**{name: _value(known[name], value) for name, value in content.items() if name in known})


def _value(field: Any, value: Any) -> Any:
    if isinstance(value, str) and isinstance(field, models.DateTimeField):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and isinstance(field, models.DateField):
        return date.fromisoformat(value)
    return value
