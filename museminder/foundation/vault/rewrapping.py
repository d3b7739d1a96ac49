"""What was sealed before there were keys of subjects, under the installation's one key, gets a key of its subject.

Studio by studio, from inside it, in pieces: cut off anywhere, it goes on where it stopped. Nothing is shown to anybody
and no key of a subject is asked for, so nothing is written into the access log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connections, models
from django.db.models import F, Func, Value

from museminder.foundation.tenancy.models import StudioOwned
from museminder.foundation.vault.fields import Sealed, SealedField, seal_rows, sealed_fields
from museminder.foundation.vault.keys.studio_keys import KeysDestroyed
from museminder.foundation.vault.keys.subject_keys import SEALED_FOR_SUBJECT, HandedOut, key_id_of

A_PIECE = 500


def sealed_models() -> list[type[StudioOwned]]:
    """Every model with a sealed column."""
    found = (model for model in apps.get_models() if issubclass(model, StudioOwned) and sealed_fields(model))
    return sorted(found, key=lambda model: model._meta.label)


def rewrap_studio(
    *,
    transaction_of: Callable[[], AbstractContextManager[Any]],
    told: Callable[[int], None] | None = None,
) -> int:
    """Seal what is still under the installation's key anew, for one studio; returns how many values.

    ``transaction_of`` opens a transaction inside the studio; ``told`` hears after each how many are done. Raises
    ``CannotOpen`` for a value that was altered: it stays as it is. Raises ``VaultSilent``.
    """
    done = 0
    for model in sealed_models():
        last: UUID | None = None
        while True:
            with transaction_of() as entry:
                rows = list(_next_rows(model, last))
                done += _seal_anew(model, rows, entry.studio_id)
            if told and rows:
                told(done)
            if len(rows) < A_PIECE:
                break
            last = rows[-1].pk
    return done


def count_old() -> dict[str, int]:
    """How many values of each column are still under the installation's key, in all studios; only where there are any.

    Counted as the owner of the tables; nothing is read but each value's first byte.
    """
    counts = {}
    with connections["owner"].cursor() as cursor:
        for model in sealed_models():
            for field in sealed_fields(model):
                cursor.execute(
                    f"select count(*) from {model._meta.db_table}"  # noqa: S608  our own names
                    f" where {field.column} is not null and substr({field.column}, 1, 1) <> %s",
                    [SEALED_FOR_SUBJECT],
                )
                (number,) = cursor.fetchone()
                if number:
                    counts[field.field_id] = number
    return counts


def _next_rows(model: type[StudioOwned], last: UUID | None) -> models.QuerySet[Any]:
    """Rows with an old value; a photograph that has its own key already is not even read."""
    names = [field.attname for field in sealed_fields(model)]
    is_old = models.Q(_connector=models.Q.OR)
    rows = model.objects.filter(**({"pk__gt": last} if last else {}))
    for name in names:
        first = Func(F(name), Value(1), Value(1), function="substr", output_field=models.BinaryField())
        rows = rows.alias(**{f"mark_of_{name}": first})
        is_old |= models.Q(**{f"{name}__isnull": False}) & ~models.Q(
            **{f"mark_of_{name}": Value(SEALED_FOR_SUBJECT, output_field=models.BinaryField())}
        )
    return (
        rows.filter(is_old)
        .select_for_update(of=("self",))
        .only("id", "studio", *names)
        .order_by("pk")[:A_PIECE]
    )


def _seal_anew(model: type[StudioOwned], rows: list[Any], studio_id: int) -> int:
    keys = HandedOut(studio_id)
    old = [(row, field) for row in rows for field in _old_fields(row)]
    for row, field in old:
        setattr(row, field.attname, field.open(row, keys))
    changed = list({row.pk: row for row, _field in old}.values())
    if changed:
        try:
            seal_rows(changed)
        except KeysDestroyed:
            _drop_what_was_erased(changed)
        model.objects.bulk_update(
            changed, [field.attname for field in sealed_fields(model)], batch_size=A_PIECE
        )
    return len(old)


def _drop_what_was_erased(rows: list[Any]) -> None:
    """An erased subject gets no key again: what the installation's key still opened of it goes now."""
    for row in rows:
        try:
            seal_rows([row])
        except KeysDestroyed:
            for field in sealed_fields(type(row)):
                if not isinstance(getattr(row, field.attname), Sealed):
                    setattr(row, field.attname, None)


def _old_fields(row: Any) -> Iterator[SealedField]:
    for field in sealed_fields(type(row)):
        value = getattr(row, field.attname)
        if isinstance(value, Sealed) and key_id_of(value.data) is None:
            yield field
