"""Write down, then reveal: the only way to open a sealed field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import models

from museminder.foundation.audit.models import Change
from museminder.foundation.vault.fields import SealedField
from museminder.foundation.vault.purposes import Purpose
from museminder.primitives.actor import Actor
from museminder.primitives.ages import age_on


def reveal(
    subjects: Sequence[models.Model],
    fields: Sequence[str],
    *,
    purpose: Purpose,
    by: Actor,
    at: dt.datetime,
) -> dict[UUID, dict[str, Any]]:
    """Open sealed fields of some people, for a purpose, and write down that it was done.

    The entry is written before anything is opened, one for each subject. Returns, by the subject's id, a value for
    each field: a date, a text, a dict, or None where nothing was given. Raises ``CannotOpen``.
    """
    _write_down(subjects, fields, purpose=Purpose(purpose), by=by, at=at)
    return {row.pk: {name: _open(row, name) for name in fields} for row in subjects}


def ages_on(
    students: Sequence[models.Model], on: dt.date, *, purpose: Purpose, by: Actor, at: dt.datetime
) -> dict[UUID, int | None]:
    """How old students are on a day, without showing their birth dates.

    The whole list is one entry with its subjects, written before anything is opened. Returns whole years by id, None
    where no birth date was given.
    """
    if students:
        Change.objects.create(
            what="vault.ages_derived",
            of_model=students[0]._meta.label,
            of_id=students[0].pk,
            by_account_id=by.account_id,
            by_name=by.name[:120],
            at=at,
            details={"purpose": str(purpose), "subjects": [str(student.pk) for student in students]},
        )
    ages: dict[UUID, int | None] = {}
    for student in students:
        born = _open(student, "birth_date")
        ages[student.pk] = None if born is None else age_on(born, on)
    return ages


def _open(row: models.Model, name: str) -> Any:
    field = row._meta.get_field(name)
    if not isinstance(field, SealedField):
        raise TypeError(f"{row._meta.label}.{name} is not sealed")
    return field.open(row)


def _write_down(
    subjects: Sequence[models.Model],
    fields: Sequence[str],
    *,
    purpose: Purpose,
    by: Actor,
    at: dt.datetime,
) -> None:
    Change.objects.bulk_create(
        Change(
            what="vault.revealed",
            of_model=row._meta.label,
            of_id=row.pk,
            by_account_id=by.account_id,
            by_name=by.name[:120],
            at=at,
            details={"fields": list(fields), "purpose": str(purpose)},
        )
        for row in subjects
    )


def alike(subjects: Sequence[models.Model], name: str) -> list[list[UUID]]:
    """Which of these people have the same value in a sealed field, without showing it to anybody.

    Groups of at least two ids, in the order given; nothing given is like nothing. A derived fact, as an age is.
    """
    groups: dict[str, list[UUID]] = {}
    for row in subjects:
        value = _open(row, name)
        if value is not None:
            groups.setdefault(str(value), []).append(row.pk)
    return [group for group in groups.values() if len(group) > 1]
