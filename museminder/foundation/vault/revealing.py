"""Write down, then reveal: the only way to open a sealed field.

The entry is on the vault's disk before anything is opened, on a connection of the vault's own: a page that fails
afterwards has still looked. A vault that does not answer opens nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import models

from museminder.foundation.tenancy.context import current_entry
from museminder.foundation.vault.access_log.entries import Action, write_down
from museminder.foundation.vault.fields import SealedField
from museminder.foundation.vault.purposes import Purpose
from museminder.primitives.actor import Actor
from museminder.primitives.ages import age_on
from museminder.primitives.clock import now


def reveal(
    subjects: Sequence[models.Model],
    fields: Sequence[str],
    *,
    purpose: Purpose,
    by: Actor,
    at: dt.datetime,
) -> dict[UUID, dict[str, Any]]:
    """Open sealed fields of some people, for a purpose, and write down that it was done.

    One entry with all its subjects is written before anything is opened. Returns, by the subject's id, a value for
    each field: a date, a text, a dict, or None where nothing was given. Raises ``CannotOpen``, ``VaultSilent``.
    """
    _write_down(Action.REVEALED, subjects, fields, purpose=purpose, account_id=by.account_id, at=at)
    return {row.pk: {name: _open(row, name) for name in fields} for row in subjects}


def ages_on(
    students: Sequence[models.Model], on: dt.date, *, purpose: Purpose, by: Actor, at: dt.datetime
) -> dict[UUID, int | None]:
    """How old students are on a day, without showing their birth dates.

    The whole list is one entry with its subjects, written before anything is opened. Returns whole years by id, None
    where no birth date was given. Raises ``CannotOpen``, ``VaultSilent``.
    """
    _write_down(
        Action.AGES_DERIVED, students, ["birth_date"], purpose=purpose, account_id=by.account_id, at=at
    )
    ages: dict[UUID, int | None] = {}
    for student in students:
        born = _open(student, "birth_date")
        ages[student.pk] = None if born is None else age_on(born, on)
    return ages


def alike(subjects: Sequence[models.Model], name: str) -> list[list[UUID]]:
    """Which of these people have the same value in a sealed field, without showing it to anybody.

    Groups of at least two ids, in the order given; nothing given is like nothing. A derived fact, as an age is, and
    written down like one, for whoever is inside the studio. Raises ``CannotOpen``, ``VaultSilent``.
    """
    inside = current_entry()
    _write_down(
        Action.COMPARED,
        subjects,
        [name],
        purpose=Purpose.FINDING_DUPLICATES,
        account_id=inside.account_id if inside else None,
        at=now(),
    )
    groups: dict[str, list[UUID]] = {}
    for row in subjects:
        value = _open(row, name)
        if value is not None:
            groups.setdefault(str(value), []).append(row.pk)
    return [group for group in groups.values() if len(group) > 1]


def _write_down(
    action: Action,
    subjects: Sequence[models.Model],
    fields: Sequence[str],
    *,
    purpose: Purpose,
    account_id: UUID | None,
    at: dt.datetime,
) -> None:
    if not subjects:
        return
    studios = {row.studio_id for row in subjects}  # type: ignore[attr-defined]  # every sealed row is a studio's
    if len(studios) != 1:
        raise ValueError("what is opened together belongs to one studio")
    write_down(
        studio_id=studios.pop(),
        account_id=account_id,
        action=action,
        purpose=Purpose(purpose),
        fields=[_sealed(subjects[0], name).field_id for name in fields],
        subjects=list(dict.fromkeys(row.pk for row in subjects)),
        at=at,
    )


def _open(row: models.Model, name: str) -> Any:
    return _sealed(row, name).open(row)


def _sealed(row: models.Model, name: str) -> SealedField:
    field = row._meta.get_field(name)
    if not isinstance(field, SealedField):
        raise TypeError(f"{row._meta.label}.{name} is not sealed")
    return field
