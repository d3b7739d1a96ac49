"""The families of an import come into the studio: many in one go, each whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import models

from museminder.domain.people.models import Contact, Family, Guardian, Guardianship, Household, Student
from museminder.domain.people.queries.coming_of_age import may_be_near_of_age
from museminder.domain.switching.actions.families_here import FamiliesHere, families_here
from museminder.domain.switching.actions.remembering import CREATED, FOUND, Writing
from museminder.domain.switching.actions.updating_people import update_guardian, update_student
from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.records import (
    ImportedFamily,
    ImportedGuardian,
    ImportedStudent,
    StudentStatus,
)
from museminder.domain.switching.rules.settling_addresses import is_own_guardian
from museminder.domain.switching.rules.wording import family_note, home_of, mobile_of
from museminder.foundation.tenancy.jobs import enqueue


@dataclass
class _Rows:
    """Rows of one chunk, to be written together."""

    families: list[Family] = field(default_factory=list)
    students: list[Student] = field(default_factory=list)
    guardians: list[Guardian] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    guardianships: list[Guardianship] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    near_of_age: list[Student] = field(default_factory=list)
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
        for student in self.near_of_age:  # the monthly look may be too late for their notice
            enqueue("people.look_at_birth_date", student_id=str(student.pk))


def write_families(writing: Writing, records: Iterable[ImportedFamily]) -> None:
    """Write families with their students, guardians, rights and people to reach; what is here is updated."""
    guardians, students = _by_family(writing)
    families = [one for one in records if not writing.record("family", one.key)]
    here = families_here(writing, families, [one for each in families for one in students[each.key]])
    owed = {one.student_key: -one.count for one in writing.settled.makeup_credits if one.count < 0}
    rows = _Rows()
    for family in families:
        people = _People(family, students[family.key], guardians[family.key])
        note = family_note(people.students, people.guardians, owed)
        _write_family(writing, rows, people, here, note)
    rows.write(writing)


@dataclass(frozen=True, slots=True)
class _People:
    """A family of the files with everybody in it."""

    family: ImportedFamily
    students: list[ImportedStudent]
    guardians: list[ImportedGuardian]


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


def _write_family(writing: Writing, rows: _Rows, people: _People, here: FamiliesHere, note: str) -> None:
    family, key = here.families.get(people.family.key), people.family.key
    external_id = people.family.external_id
    adults: list[Guardian] = []
    if family is None:
        family = _family(writing, people, note)
        rows.add("family", key, family, key, external_id)
    else:
        writing.remember("family", key, family, FOUND, unit=key, external_id=external_id)
        adults = here.guardians[family.pk]
    taught = [(one, *_student(writing, rows, one, family, here)) for one in people.students]
    for guardian in sorted(people.guardians, key=lambda one: one.position):
        adult = _same_person(guardian, adults)
        is_new = adult is None
        if adult is None:
            adult = _guardian(rows, guardian, family, is_first=not adults)
            adults.append(adult)
        elif not writing.record("guardian", guardian.key):
            update_guardian(writing, guardian, adult, unit=key, is_near=adult.pk in here.near)
        for one, student, is_new_student in taught:
            if is_new or is_new_student:
                pair = _pair(writing, adult, student, is_guarded=student.pk in here.guarded)
                if student.is_adult and not is_own_guardian(guardian):
                    pair.sees = pair.may_pick_up = pair.may_consent = False  # the student says who may
                rows.add("guardianship", f"{guardian.key}>{one.key}", pair, key)
    for one, student, is_new_student in taught:
        if is_new_student and not any(map(is_own_guardian, people.guardians)):
            _contact(rows, one, student, family)


def _pair(writing: Writing, adult: Guardian, student: Student, *, is_guarded: bool) -> Guardianship:
    """What an adult of a file may do for a student: nothing yet, where somebody signs in for that student already."""
    pair = Guardianship(guardian=adult, student=student, account_id=adult.account_id)
    if is_guarded:
        pair.sees = pair.may_pick_up = pair.pays = pair.may_consent = False
        writing.remarks.append(
            f"{adult} has no right for {student} yet: the family signs in, so a second person confirms it."
        )
    return pair


def _same_person(guardian: ImportedGuardian, adults: list[Guardian]) -> Guardian | None:
    """The adult of the family a file means: by name, else by the e-mail address of somebody who changed the name."""
    by_name = next((one for one in adults if folded(one.full_name) == folded(guardian.name)), None)
    email = guardian.email.lower()
    return by_name or next((one for one in adults if email and one.email == email), None)


def _family(writing: Writing, people: _People, note: str) -> Family:
    students = people.students
    name = people.family.name or next((one.last_name or one.name for one in students), "")
    return Family(
        name=name[:160] or "Family",
        started_on=min((one.started_on for one in students if one.started_on), default=writing.today),
        note=note or None,
        is_active=any(one.status is not StudentStatus.INACTIVE for one in students),
    )


def _student(
    writing: Writing, rows: _Rows, student: ImportedStudent, family: Family, here: FamiliesHere
) -> tuple[Student, bool]:
    """The student a row is about, and whether they are new."""
    known = here.students.get(student.row)
    is_near = student.birth_date is not None and may_be_near_of_age(student.birth_date, writing.today)
    if known is not None:
        update_student(writing, student, known)
        rows.near_of_age += [known] if is_near and not known.is_adult else []
        return known, False
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
    rows.near_of_age += [made] if is_near and not made.is_adult else []
    household = Household(student=made, family=family, starts_on=student.started_on or writing.today)
    rows.add("household", student.key, household, unit)
    return made, True


def _contact(rows: _Rows, student: ImportedStudent, made: Student, family: Family) -> None:
    """How to reach a student who has a telephone or an address of their own."""
    if not (student.email or student.phones):
        return
    contact = Contact(
        student=made,
        family=family,
        name=student.name[:160],
        phone=(mobile_of(student.phones) or home_of(student.phones))[:40],
        email=student.email.lower(),
        relationship="self",
    )
    rows.add("contact", student.key, contact, student.family_key)


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
