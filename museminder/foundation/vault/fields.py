"""The one field type for what is kept sealed: addresses, birth dates, care notes, keys of a studio's gateway.

Read from the database it is a ``Sealed``, which shows nothing; only ``vault.revealing`` opens it, for a purpose.
Written, a plain value is sealed on the way to the database.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from museminder.foundation.vault.keys.subject_keys import HandedOut, new_keys, own_subject

STUDIO = "studio"


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
    ``kind`` is ``text``, ``date``, ``json`` or ``bytes``. ``subject`` says whose key seals it: the row's own
    (``pk``), that of whom a column names, such as ``student_id``, or ``STUDIO`` for what is about nobody in
    particular. It is no part of the column, so migrations do not know it.
    """

    def __init__(
        self, *, field_id: str = "", kind: str = "text", subject: str = "pk", **options: Any
    ) -> None:
        self.field_id, self.kind, self.subject = field_id, kind, subject
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

    def subject_of(self, row: Any) -> UUID:
        """Whose key seals this field of a row."""
        if self.subject == STUDIO:
            return own_subject(row.studio_id)
        return UUID(str(getattr(row, self.subject)))

    @property
    def is_about_another(self) -> bool:
        """Whether it is sealed for somebody whom a column names."""
        return self.subject not in ("pk", STUDIO)

    def prepare_rows(self, rows: Sequence[Any]) -> None:
        """Seal what is plain in rows that are about to be written together: one statement for all their keys."""
        seal_rows(rows)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001  as Django calls it
        value = getattr(model_instance, self.attname)
        if value is None or value == "":
            return None
        if not isinstance(value, Sealed):
            seal_rows([model_instance])
        return getattr(model_instance, self.attname)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        if value is not None and not isinstance(value, Sealed):
            raise TypeError(f"{self.field_id}: only what is sealed reaches the database")
        return super().get_db_prep_value(None if value is None else value.data, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def to_python(self, value: Any) -> Any:
        return value

    def get_default(self) -> Any:
        return None

    def open(self, row: Any, keys: HandedOut) -> Any:
        """The plain value of a row, with the keys handed out for it; only ``vault.revealing`` calls this."""
        value = getattr(row, self.attname)
        if value is None or not isinstance(value, Sealed):
            return value
        return _unpacked(keys.unseal(value.data, self.subject_of(row), self.belongs_to(row)), self.kind)


def sealed_fields(model: type[models.Model]) -> list[SealedField]:
    """The sealed columns of a model."""
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]


def seal_rows(rows: Sequence[Any]) -> None:
    """Seal every plain value in the sealed columns of some rows of a studio, each under a new key of its subject.

    The keys are kept by one statement. Raises ``KeysDestroyed`` for whom was erased, ``VaultSilent``.
    """
    waiting: dict[int, list[tuple[Any, SealedField, Any]]] = defaultdict(list)
    for row in rows:
        for field in sealed_fields(type(row)):
            value = row.__dict__.get(field.attname)  # not one that was left in the database
            if value is not None and value != "" and not isinstance(value, Sealed):
                waiting[row.studio_id].append((row, field, value))
    for studio_id, values in waiting.items():
        keys = new_keys(studio_id, [field.subject_of(row) for row, field, _value in values])
        for row, field, value in values:
            key = keys[field.subject_of(row)]
            setattr(row, field.attname, Sealed(key.seal(_packed(value, field.kind), field.belongs_to(row))))


def _packed(value: Any, kind: str) -> bytes:
    if kind == "bytes":
        return bytes(value)
    if kind == "date":
        return value.isoformat().encode()
    if kind == "json":
        return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
    return str(value).encode()


def _unpacked(data: bytes, kind: str) -> Any:
    if kind == "bytes":
        return data
    text = data.decode()
    if kind == "date":
        return dt.date.fromisoformat(text)
    return json.loads(text) if kind == "json" else text
