"""The one field type for what is kept sealed: addresses, birth dates, care notes, keys of a studio's gateway.

Read from the database it is a ``Sealed``, which shows nothing; only ``vault.revealing`` opens it, for a purpose.
Written, a plain value is sealed on the way to the database.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.db import models

from museminder.foundation.vault import sealing


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """A value that is there but not shown."""

    data: bytes

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__


class SealedField(models.BinaryField):
    """A sealed column.

    ``field_id`` never changes, whatever happens to table and column names: it is part of what the value is bound to.
    ``kind`` is ``text``, ``date`` or ``json``.
    """

    def __init__(self, *, field_id: str = "", kind: str = "text", **options: Any) -> None:
        self.field_id, self.kind = field_id, kind
        options.setdefault("null", True)
        options.setdefault("blank", True)
        options.setdefault("editable", False)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        options |= {"field_id": self.field_id, "kind": self.kind}
        options["editable"] = False
        return name, path, args, options

    def belongs_to(self, row: Any) -> str:
        """Where a value of this field lives: studio, field, subject."""
        return f"{row.studio_id}|{self.field_id}|{row.pk}"

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001  as Django calls it
        value = getattr(model_instance, self.attname)
        if value is None or value == "":
            return None
        if not isinstance(value, Sealed):
            value = Sealed(sealing.seal(_packed(value, self.kind), self.belongs_to(model_instance)))
            setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        data = value.data if isinstance(value, Sealed) else value
        return super().get_db_prep_value(data, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def to_python(self, value: Any) -> Any:
        return value

    def get_default(self) -> Any:
        return None

    def open(self, row: Any) -> Any:
        """The plain value of a row; only ``vault.revealing`` calls this."""
        value = getattr(row, self.attname)
        if value is None or not isinstance(value, Sealed):
            return value
        return _unpacked(sealing.unseal(value.data, self.belongs_to(row)), self.kind)


def _packed(value: Any, kind: str) -> bytes:
    if kind == "date":
        return value.isoformat().encode()
    if kind == "json":
        return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
    return str(value).encode()


def _unpacked(data: bytes, kind: str) -> Any:
    text = data.decode()
    if kind == "date":
        return dt.date.fromisoformat(text)
    return json.loads(text) if kind == "json" else text
