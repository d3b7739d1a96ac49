"""The families of an import come into the studio: many in one go, each whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import models

from museminder.domain.people.models import Contact, Family, Guardian, Guardianship, Household, Student
from museminder.domain.switching.actions.remembering import CREATED, FOUND, Writing
from museminder.domain.switching.actions.updating_people import update_guardian, update_student
from museminder.domain.switching.queries.existing_records import family_behind, ids_of
from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.records import (
    ImportedFamily,
    ImportedGuardian,
    ImportedStudent,
    StudentStatus,
)
from museminder.domain.switching.rules.wording import family_note, home_of, mobile_of


@dataclass
class _Rows:
    """Rows of one chunk, to be written together."""

    families: list[Family] = field(default_factory=list)
    students: list[Student] = field(default_factory=list)
    guardians: list[Guardian] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    guardianships: list[Guardianship] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    # (kind, key, row, unit, external id), remembered once the rows are written
    notes: list[tuple[str, str, models.Model, str, str]] = field(default_factory=list)

    def add(self, kind: str, key: str, row: models.Model, unit: str, external_id: str = "") -> None:
        lists: Mapping[type, list] = {
            Family: self.families,
            Student: self.students,
            Guardian: self.guardians,
            Household: self.households,
            Guardianship: self.guardianships,
            Contact: self.contacts,
        }
        lists[type(row)].append(row)
        self.notes.append((kind, key, row, unit, external_id))

    def write(self, writing: Writing) -> None:
        Family.objects.bulk_create(self.families, batch_size=1_000)
        Student.objects.bulk_create(self.students, batch_size=1_000)
        Guardian.objects.bulk_create(self.guardians, batch_size=1_000)
        Household.objects.bulk_create(self.households, batch_size=1_000)
        Guardianship.objects.bulk_create(self.guardianships, batch_size=1_000)
        Contact.objects.bulk_create(self.contacts, batch_size=1_000)
        for kind, key, row, unit, external_id in self.notes:
            writing.remember(kind, key, row, CREATED, unit=unit, external_id=external_id)


def write_families(writing: Writing, records: Iterable[ImportedFamily]) -> None:
    """Write families with their students, guardians, rights and people to reach; what is here is updated."""
    guardians, students = _by_family(writing)
    known = ids_of(writing.system, "family")
    rows = _Rows()
    for family in records:
        if writing.record("family", family.key):
            continue
        here = _family_here(writing, family, students[family.key], known)
        _write_family(writing, rows, family, (students[family.key], guardians[family.key]), here)
    rows.write(writing)


def _by_family(
    writing: Writing,
) -> tuple[Mapping[str, list[ImportedGuardian]], Mapping[str, list[ImportedStudent]]]:
    guardians: Mapping[str, list[ImportedGuardian]] = defaultdict(list)
    students: Mapping[str, list[ImportedStudent]] = defaultdict(list)
    for guardian in writing.settled.guardians:
        guardians[guardian.family_key].append(guardian)
    for student in writing.settled.students:
        students[student.family_key].append(student)
    return guardians, students


def _write_family(
    writing: Writing,
    rows: _Rows,
    family: ImportedFamily,
    people: tuple[list[ImportedStudent], list[ImportedGuardian]],
    here: Family | None,
) -> None:
    students, guardians = people
    if here is None:
        name = family.name or next((one.last_name or one.name for one in students), "")
        here = Family(
            name=name[:160] or "Family",
            started_on=min((one.started_on for one in students if one.started_on), default=writing.today),
            note=family_note(students, guardians) or None,
            is_active=any(one.status is not StudentStatus.INACTIVE for one in students),
        )
        rows.add("family", family.key, here, family.key, family.external_id)
        adults: dict[str, Guardian] = {}
    else:
        writing.remember("family", family.key, here, FOUND, unit=family.key, external_id=family.external_id)
        adults = {folded(one.full_name): one for one in here.guardians.filter(merged_into=None)}
    taught = [(one, *_student(writing, rows, one, here)) for one in students]
    for guardian in sorted(guardians, key=lambda one: one.position):
        adult = adults.get(folded(guardian.name))
        is_new = adult is None
        if adult is None:
            adult = _guardian(rows, guardian, here, is_first=not adults)
            adults[folded(guardian.name)] = adult
        elif not writing.record("guardian", guardian.key):
            update_guardian(writing, guardian, adult, unit=family.key)
        for one, student, is_new_student in taught:
            if is_new or is_new_student:
                pair = Guardianship(guardian=adult, student=student, account_id=adult.account_id)
                rows.add("guardianship", f"{guardian.key}>{one.key}", pair, family.key)


def _family_here(
    writing: Writing,
    family: ImportedFamily,
    students: list[ImportedStudent],
    known: Mapping[str, UUID],
) -> Family | None:
    """The family the studio has: by the other system's id, else the one of a student that is updated."""
    if family.external_id in known:
        return Family.objects.filter(pk=family_behind(known[family.external_id])).first()
    references = [ref for one in students if (ref := writing.settled.updates.get(one.row))]
    household = Household.objects.filter(student__in=references, until=None).select_related("family")
    return next((one.family for one in household.order_by("-is_billed_by_default")), None)


def _student(writing: Writing, rows: _Rows, student: ImportedStudent, family: Family) -> tuple[Student, bool]:
    """The student a row is about, and whether they are new."""
    reference = writing.settled.updates.get(student.row)
    if reference:
        here = Student.objects.get(pk=reference)
        update_student(writing, student, here)
        return here, False
    made = Student(
        first_name=student.first_name[:80],
        last_name=student.last_name[:80],
        birth_date=student.birth_date,
        care_notes="\n".join(part for part in (student.care_note, student.note) if part) or None,
        is_adult=student.is_adult,
        is_active=student.status is not StudentStatus.INACTIVE,
        school_name=student.school[:120],
        instrument=", ".join(dict.fromkeys(one.subject for one in student.lessons if one.subject))[:120],
        started_on=student.started_on,
        ended_on=student.inactive_on,
    )
    unit = student.family_key
    rows.add("student", student.key, made, unit, student.external_id)
    household = Household(student=made, family=family, starts_on=student.started_on or writing.today)
    rows.add("household", student.key, household, unit)
    if student.email or student.phones:
        contact = Contact(
            student=made,
            family=family,
            name=student.name[:160],
            phone=(mobile_of(student.phones) or home_of(student.phones))[:40],
            email=student.email.lower(),
            relationship="self",
        )
        rows.add("contact", student.key, contact, unit)
    return made, True


def _guardian(rows: _Rows, guardian: ImportedGuardian, family: Family, *, is_first: bool) -> Guardian:
    made = Guardian(
        family=family,
        first_name=guardian.first_name[:80],
        last_name=guardian.last_name[:80],
        email=guardian.email.lower(),
        mobile_phone=mobile_of(guardian.phones)[:40],
        home_phone=home_of(guardian.phones)[:40],
        address={"lines": guardian.address} if guardian.address else None,
        is_account_principal=is_first,
    )
    rows.add("guardian", guardian.key, made, guardian.family_key)
    return made
