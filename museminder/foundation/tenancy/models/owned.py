"""What every row of a studio has in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.db import models

from museminder.foundation.tenancy.context import OutsideStudio, current_studio_id
from museminder.foundation.tenancy.fields import StudioKey
from museminder.primitives.ids import uuid7


class StudioQuerySet(models.QuerySet):
    """Rows of the studio in hand: the compiler binds every statement to it, and refuses one outside a studio.

    A field that has ``prepare_rows`` sees the rows of a bulk write together, before they are written.
    """

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        rows = list(objs)
        self._prepare(rows)
        return super().bulk_create(rows, *args, **options)

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], *args: Any, **options: Any) -> int:
        rows = list(objs)
        self._prepare(rows)
        return super().bulk_update(rows, fields, *args, **options)

    def _prepare(self, rows: list[Any]) -> None:
        for field in self.model._meta.concrete_fields:
            prepare = getattr(field, "prepare_rows", None)
            if prepare is not None:
                prepare(rows)


StudioManager = models.Manager.from_queryset(StudioQuerySet)


class StudioOwned(models.Model):
    """A row that belongs to one studio, for ever."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    studio = StudioKey()

    objects = StudioManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if getattr(self, "studio_id", None) is None:
            self.studio_id = current_studio_id()  # type: ignore[assignment]

    def save(self, *args: Any, **options: Any) -> None:
        loaded = getattr(self, "_loaded_studio_id", None)
        if loaded is not None and loaded != self.studio_id:
            raise OutsideStudio("a row cannot move to another studio")
        super().save(*args, **options)

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Self:
        row = super().from_db(db, field_names, values)
        row.__dict__["_loaded_studio_id"] = row.__dict__.get("studio_id")
        return row
