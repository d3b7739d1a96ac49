"""Write down, then reveal: the only way to open a sealed field.

The entry is on the vault's disk before the vault gives the keys away, on a connection of the vault's own: a page that
fails afterwards has still looked. A vault that does not answer opens nothing.

Of whom was erased nothing opens, ever. That is no error, because the row may be there for good reasons (an invoice, a
backup brought back): such a value is None, or whatever the caller gives as ``erased``, such as ``ERASED``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import models

from museminder.foundation.tenancy.context import current_entry
from museminder.foundation.vault.access_log.entries import Action, write_down
from museminder.foundation.vault.fields import Sealed, SealedField
from museminder.foundation.vault.keys.subject_keys import HandedOut, hand_out
from museminder.foundation.vault.purposes import Purpose
from museminder.primitives.actor import Actor
from museminder.primitives.ages import age_on
from museminder.primitives.clock import now


class Erased:
    """Stands for a value whose key was destroyed, for pages that say so; it counts as nothing."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "<erased>"


ERASED = Erased()


def reveal(
    subjects: Sequence[models.Model],
    fields: Sequence[str],
    *,
    purpose: Purpose,
    by: Actor,
    at: dt.datetime,
    erased: Any = None,
    entries: list[UUID] | None = None,
) -> dict[UUID, dict[str, Any]]:
    """Open sealed fields of some people, for a purpose, and write down that it was done.

    One entry with all its subjects is written before anything is opened, one statement fetches all keys. Returns, by
    the subject's id, a value for each field: a date, a text, a dict, None where nothing was given, ``erased`` where
    the key was destroyed. ``entries`` is given the id of the entry. Raises ``CannotOpen``, ``VaultSilent``.
    """
    keys = _written_down(
        Action.REVEALED, subjects, fields, purpose=purpose, account_id=by.account_id, at=at, entries=entries
    )
    return {row.pk: {name: _open(row, name, keys, erased) for name in fields} for row in subjects}


def ages_on(
    students: Sequence[models.Model], on: dt.date, *, purpose: Purpose, by: Actor, at: dt.datetime
) -> dict[UUID, int | None]:
    """How old students are on a day, without showing their birth dates.

    The whole list is one entry with its subjects, written before anything is opened. Returns whole years by id, None
    where no birth date was given or it was erased. Raises ``CannotOpen``, ``VaultSilent``.
    """
    keys = _written_down(
        Action.AGES_DERIVED, students, ["birth_date"], purpose=purpose, account_id=by.account_id, at=at
    )
    ages: dict[UUID, int | None] = {}
    for student in students:
        born = _open(student, "birth_date", keys)
        ages[student.pk] = None if born is None else age_on(born, on)
    return ages


def alike(subjects: Sequence[models.Model], name: str) -> list[list[UUID]]:
    """Which of these people have the same value in a sealed field, without showing it to anybody.

    Groups of at least two ids, in the order given; nothing given is like nothing. A derived fact, as an age is, and
    written down like one, for whoever is inside the studio. Raises ``CannotOpen``, ``VaultSilent``.
    """
    inside = current_entry()
    keys = _written_down(
        Action.COMPARED,
        subjects,
        [name],
        purpose=Purpose.FINDING_DUPLICATES,
        account_id=inside.account_id if inside else None,
        at=now(),
    )
    groups: dict[str, list[UUID]] = {}
    for row in subjects:
        value = _open(row, name, keys)
        if value is not None:
            groups.setdefault(str(value), []).append(row.pk)
    return [group for group in groups.values() if len(group) > 1]


def _written_down(
    action: Action,
    subjects: Sequence[models.Model],
    fields: Sequence[str],
    *,
    purpose: Purpose,
    account_id: UUID | None,
    at: dt.datetime,
    entries: list[UUID] | None = None,
) -> HandedOut:
    """The keys for what is asked, handed out after the entry was committed; ``entries`` is given its id."""
    if not subjects:
        return HandedOut(0)
    studios = {row.studio_id for row in subjects}  # type: ignore[attr-defined]  # every sealed row is a studio's
    if len(studios) != 1:
        raise ValueError("what is opened together belongs to one studio")
    columns = [_sealed(subjects[0], name) for name in fields]
    about = [row.pk for row in subjects]
    about += [each.subject_of(row) for each in columns if each.is_about_another for row in subjects]
    studio_id = studios.pop()
    entry = write_down(
        studio_id=studio_id,
        account_id=account_id,
        action=action,
        purpose=Purpose(purpose),
        fields=[each.field_id for each in columns],
        subjects=list(dict.fromkeys(about)),
        at=at,
    )
    if entries is not None:
        entries.append(entry.id)
    values = (getattr(row, each.attname) for row in subjects for each in columns)
    return hand_out(entry.id, studio_id, [value.data for value in values if isinstance(value, Sealed)])


def _open(row: models.Model, name: str, keys: HandedOut, erased: Any = None) -> Any:
    field = _sealed(row, name)
    if isinstance(getattr(row, field.attname), Sealed) and keys.is_erased(field.subject_of(row)):
        return erased
    return field.open(row, keys)


def _sealed(row: models.Model, name: str) -> SealedField:
    field = row._meta.get_field(name)
    if not isinstance(field, SealedField):
        raise TypeError(f"{row._meta.label}.{name} is not sealed")
    return field
