"""Everything in the studio that points at a record, found from the models themselves and not from a list."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import connections, models

from museminder.domain.people.models import Merge
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.fields import StudioKey
from museminder.foundation.tenancy.models import StudioOwned
from museminder.foundation.vault.fields import sealed_fields


@dataclass(frozen=True, slots=True)
class Reference:
    """One column that holds ids of records: a foreign key, or an id that another area keeps without one."""

    model: type[StudioOwned]
    field: models.Field

    @property
    def is_foreign_key(self) -> bool:
        """Whether the database itself knows what the column points at."""
        return self.field.is_relation


@functools.cache
def references_to(model: type[StudioOwned]) -> tuple[Reference, ...]:
    """Every column that may hold an id of this model, in the order of the installed areas.

    Ids are unique whatever they name, so a column of ids without a foreign key is asked too. What is sealed under the
    key of whom a column names opens with no other key, and stays where it is. ``merged_into`` and
    ``continued_by`` are what merging itself writes, and a finished merge keeps the ids it was made with.
    """
    found = []
    for other in apps.get_models():
        if not issubclass(other, StudioOwned) or other is Merge:
            continue
        for field in other._meta.local_concrete_fields:
            if (
                field.name in ("merged_into", "continued_by")
                or field.primary_key
                or isinstance(field, StudioKey)
            ):
                continue
            points_here = field.is_relation and field.related_model is model
            if _is_sealed_by(other, field):
                continue
            if points_here or isinstance(field, models.UUIDField):
                found.append(Reference(other, field))
    return tuple(found)


def _is_sealed_by(model: type[StudioOwned], column: models.Field) -> bool:
    return any(sealed.subject == column.attname for sealed in sealed_fields(model))


def readable(references: Sequence[Reference]) -> list[Reference]:
    """Those of the columns that the site in hand may read; what only a family may read, such as its own copy, is not
    the office's to move."""
    return _with_right("select", references)


def changeable(references: Sequence[Reference]) -> list[Reference]:
    """Those of the columns that the site in hand may change; the others are history that nobody rewrites."""
    return _with_right("update", references)


def _with_right(right: str, references: Sequence[Reference]) -> list[Reference]:
    with connections[str(current_site())].cursor() as cursor:
        cursor.execute(
            "select has_column_privilege(current_user, t, c, %s) from unnest(%s::text[], %s::text[]) as r (t, c)",
            [
                right,
                [reference.model._meta.db_table for reference in references],
                [reference.field.column for reference in references],
            ],
        )
        allowed = [row[0] for row in cursor.fetchall()]
    return [reference for reference, may in zip(references, allowed, strict=True) if may]
