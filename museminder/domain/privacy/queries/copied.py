"""Everything that goes into a guardian's copy, read in a job: what they may see, and no other person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from museminder.domain.people.models import CustodyDenial, Guardian, OriginsKept, Student
from museminder.domain.privacy.models import FamilyExport
from museminder.domain.privacy.queries.looks import Look, looks_at
from museminder.domain.privacy.rules.copied import NOT_COPIED, For, copied_fields, narrowed
from museminder.domain.privacy.rules.held import HeldTable, tables_about_students
from museminder.foundation.vault.fields import SealedField
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.actor import Actor

_OWN = ("first_name", "last_name", "email", "mobile_phone", "home_phone")
Row = dict[str, Any]


@dataclass(slots=True)
class Copied:
    """What is in a copy: about who asked, and of each student the rows of every table, with who looked."""

    about_me: list[Row]
    students: list[Student]
    tables: dict[str, dict[UUID, list[Row]]] = field(default_factory=dict)
    looks: dict[UUID, list[Look]] = field(default_factory=dict)


def copied_for(export: FamilyExport, *, by: Actor, at: datetime) -> Copied:
    """Read and open what one person may have a copy of. Raises ``VaultSilent``, ``CannotOpen``, ``RevealHeld``.

    Whom a denial names since the copy was asked for gets nothing of that student.
    """
    guardians = list(Guardian.objects.filter(account_id=export.by_account_id, merged_into=None))
    kept_away = _kept_away(guardians, at)
    wanted = [each for each in export.student_ids if each not in kept_away]
    students = list(Student.objects.filter(pk__in=wanted).order_by("first_name", "id"))
    opened = reveal(guardians, ["address"], purpose=Purpose.EXPORT, by=by, at=at)
    about_me = [
        {name: getattr(each, name) for name in _OWN}
        | {"address": opened[each.pk]["address"]}
        | _said_by(each, [*_OWN, "address"])
        for each in guardians
    ]
    found = Copied(about_me, students)
    reader = For(export.by_account_id, frozenset(each.family_id for each in guardians))
    for table in tables_about_students():
        if table.label not in NOT_COPIED and students:
            found.tables[table.label] = _rows(table, students, reader, by=by, at=at)
    for student in students:
        found.looks[student.pk] = looks_at(
            [student.pk], studio_id=export.studio_id, account_id=export.by_account_id
        )
    return found


def _kept_away(guardians: list[Guardian], at: datetime) -> set[UUID]:
    in_force = Q(ended_at=None) | Q(ended_at__gt=at)
    denials = CustodyDenial.objects.filter(in_force, guardian__in=guardians, starts_at__lte=at)
    return set(denials.values_list("student_id", flat=True))


def _rows(
    table: HeldTable, students: list[Student], reader: For, *, by: Actor, at: datetime
) -> dict[UUID, list[Row]]:
    fields = copied_fields(table)
    sealed = [each.name for each in fields if isinstance(each, SealedField)]
    related = [each.name for each in fields if each.is_relation]
    rows_of: dict[UUID, list[Any]] = {}
    for student in students:
        rows = table.model.objects.filter(table.about(student.pk), narrowed(table, reader))
        rows_of[student.pk] = list(rows.select_related(*related).order_by("pk"))
    every = [row for rows in rows_of.values() for row in rows]
    opened = reveal(every, sealed, purpose=Purpose.EXPORT, by=by, at=at) if sealed else {}
    return {
        student: [_row(row, fields, opened.get(row.pk, {})) for row in rows]
        for student, rows in rows_of.items()
    }


def _row(row: Any, fields: tuple[Any, ...], opened: dict[str, Any]) -> Row:
    said = {}
    for each in fields:
        value = opened.get(each.name) if isinstance(each, SealedField) else getattr(row, each.name)
        said[each.name] = str(value) if each.is_relation and value is not None else value
    return said | _said_by(row, list(said))


def _said_by(row: Any, names: list[str]) -> Row:
    """Who said each of some fields, and on which day; nothing of a table that does not keep it."""
    if not isinstance(row, OriginsKept):
        return {}
    origins = {name: row.origin_of(name) for name in names}
    said = {name: f"{each.source}, {each.at.date().isoformat()}" for name, each in origins.items() if each}
    return {"where_it_came_from": said}
