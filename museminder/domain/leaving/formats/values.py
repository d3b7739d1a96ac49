"""How one value is written: plain JSON that says the same thing whenever and wherever it is written.

Money and counts are whole numbers, moments are UTC with microseconds, days and times of day are ISO 8601.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from museminder.foundation.vault.fields import SealedField

_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
# A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# The first that fits: what a field holds, in words for the reference.
_KINDS: tuple[tuple[Any, str], ...] = (
    (models.ForeignKey, "id"),
    (models.UUIDField, "id"),
    (models.DateTimeField, "moment"),
    (models.DateField, "day"),
    (models.TimeField, "time of day"),
    (models.BooleanField, "true or false"),
    (models.IntegerField, "whole number"),
    (models.CharField, "text"),
    (models.TextField, "text"),
    (models.JSONField, "JSON"),
    (ArrayField, "list"),
)
_SEALED = {"text": "text", "date": "day", "json": "JSON", "bytes": "base64"}
_TYPES: dict[str, type | tuple[type, ...]] = {
    "true or false": bool,
    "whole number": int,
    "text": str,
    "JSON": (dict, list, str, int, float, bool),
    "list": list,
}


def kind_of(field: Any) -> str:
    """What a field holds, in words. Raises ``TypeError`` for a kind of field the format does not know."""
    if isinstance(field, SealedField):
        return _SEALED[field.kind]
    for each, kind in _KINDS:
        if isinstance(field, each):
            return kind
    raise TypeError(f"{field} is of a kind that an export cannot write")


def written(value: Any, kind: str) -> Any:
    """A value of the database as JSON holds it."""
    if value is None:
        return None
    match kind:
        case "id":
            return str(value)
        case "moment":
            return value.astimezone(dt.UTC).strftime(_MOMENT)
        case "day" | "time of day":
            return value.isoformat()
        case "list":
            return [str(each) if isinstance(each, UUID) else each for each in value]
    return base64.b64encode(value).decode() if kind == "base64" else value


def read(value: Any, kind: str) -> Any:
    """The value that was written. Raises ``ValueError`` unless it is written exactly as ``written`` does."""
    if value is None:
        return None
    found = _read(value, kind)
    if written(found, kind) != value:
        raise ValueError(f"{kind} is written in another way")
    return found


def _read(value: Any, kind: str) -> Any:
    if kind in _TYPES:
        if not isinstance(value, _TYPES[kind]) or (kind == "whole number" and isinstance(value, bool)):
            raise ValueError(f"this is no {kind}")
        return value
    if not isinstance(value, str):
        raise ValueError(f"this is no {kind}")
    match kind:
        case "base64":
            return base64.b64decode(value, validate=True)
        case "id":
            return UUID(value)
        case "moment":
            return dt.datetime.fromisoformat(value)
        case "day":
            return dt.date.fromisoformat(value)
    return dt.time.fromisoformat(value)


def as_json(value: Any) -> str:
    """JSON in its one form: keys in order, no spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def as_cell(value: Any) -> str:
    """A written value as a cell for people: nothing is empty, and no text is taken for a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" ").startswith(_FORMULA) else value
    return as_json(value)
