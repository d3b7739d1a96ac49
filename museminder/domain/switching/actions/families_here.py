"""The families, students and guardians that a piece of an import may update, looked up together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from museminder.domain.people.models import Family, Guardian, Household, Student
from museminder.domain.people.queries.reach import guarded_students, near_a_guarded_child
from museminder.domain.switching.actions.remembering import Writing
from museminder.domain.switching.queries.existing_records import ids_of
from museminder.domain.switching.rules.findings import RowReference
from museminder.domain.switching.rules.records import ImportedFamily, ImportedStudent
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal


@dataclass(frozen=True, slots=True)
class FamiliesHere:
    """What the studio has of a piece: families by the files' key, students by row, guardians by family."""

    families: Mapping[str, Family]
    students: Mapping[RowReference, Student]
    guardians: Mapping[UUID, list[Guardian]]
    # Whom a file brings nobody nearer to: students whose guardian signs in, and guardians whose mailbox leads to them.
    guarded: Collection[UUID]
    near: Collection[UUID]


def families_here(
    writing: Writing, families: list[ImportedFamily], students: list[ImportedStudent]
) -> FamiliesHere:
    """Find the records a piece is about; what is sealed of them is opened once for all, and that is written down."""
    references = {one.row: ref for one in students if (ref := writing.settled.updates.get(one.row))}
    rows = Student.objects.in_bulk([UUID(ref) for ref in references.values()])
    known = {row: rows[UUID(ref)] for row, ref in references.items() if UUID(ref) in rows}
    found = _families(writing, families, students, known)
    guardians: Mapping[UUID, list[Guardian]] = defaultdict(list)
    adults = Guardian.objects.filter(family__in=[one.pk for one in found.values()], merged_into=None)
    for adult in adults.order_by("id"):
        guardians[adult.family_id].append(adult)
    _open(writing, known.values(), guardians)
    near = near_a_guarded_child([one.pk for each in guardians.values() for one in each])
    return FamiliesHere(found, known, guardians, guarded_students([one.pk for one in known.values()]), near)


def _families(
    writing: Writing,
    families: list[ImportedFamily],
    students: list[ImportedStudent],
    known: Mapping[RowReference, Student],
) -> dict[str, Family]:
    """By the other system's id, also if merged since; else the one that is billed for a student who is here."""
    ids = ids_of(writing.system, "family")
    wanted = {one.key: ids[one.external_id] for one in families if one.external_id in ids}
    rows = Family.objects.select_related("merged_into").in_bulk(list(wanted.values()))
    found = {key: rows[pk].merged_into or rows[pk] for key, pk in wanted.items() if pk in rows}
    households = (
        Household.objects.filter(student__in=[one.pk for one in known.values()], until=None)
        .select_related("family")
        .order_by("is_billed_by_default", "-id")
    )
    billed = {each.student_id: each.family for each in households}
    for student in students:
        here = known.get(student.row)
        if here is not None and student.family_key not in found and here.pk in billed:
            found[student.family_key] = billed[here.pk]
    return found


def _open(writing: Writing, students: Iterable[Student], guardians: Mapping[UUID, list[Guardian]]) -> None:
    adults = [one for each in guardians.values() for one in each]
    for subjects, fields in ((list(students), ["birth_date", "care_notes"]), (adults, ["address"])):
        if subjects:
            opened = reveal(subjects, fields, purpose=Purpose.IMPORT_CHECK, by=writing.by, at=writing.at)
            writing.opened.update(opened)
