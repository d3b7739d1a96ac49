"""Carrying an erasure out: every table that says something about the student, then the student's key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connections, transaction

from museminder.domain.people.models import Family, Household, Student
from museminder.domain.privacy.events import StudentErased
from museminder.domain.privacy.queries.erasures import deciding_guardians, students_here
from museminder.domain.privacy.rules.erasing import PLANS
from museminder.domain.privacy.rules.held import HeldTable, tables_about_students
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.permissions import Role
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.foundation.vault.destroying import Destroyed, destroy_keys, known_erasures
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce


@dataclass(frozen=True, slots=True)
class ErasedStudent:
    """How many rows were emptied or are gone, and what became of the keys."""

    row_count: int
    destroyed: Destroyed


def erase_student(*, student_id: UUID, studio_id: int, by: Actor, at: datetime) -> ErasedStudent:
    """Leave nothing of a student that can be read: rows, photograph, notes in the history, key. Raises ``VaultSilent``.

    The key goes first: whatever happens between, doing it again finishes it. Records that were merged into the
    student go along; the household's own key goes with its last student. What is owed stays in the books.
    """
    with transaction.atomic(using=current_site()):
        students = _with_merged(student_id)
        families = _emptied_families(students)
        destroyed = destroy_keys(studio_id=studio_id, subjects=[*students, *families], at=at)
        announce(StudentErased(frozenset(students), by=by, at=at))
        _end_own_sign_in(students, at)
        gone = {row for label in PLANS for row in _carry_out(_table(label), students)}
        Family.objects.filter(pk__in=families).update(note=None)
        touched = gone | set(students)
        forget_imports(touched)
        blank_notes(touched)
        student = Student.objects.get(pk=student_id)
        record_change("privacy.student.erased", of=student, by=by, at=at, details={"rows": len(touched)})
    return ErasedStudent(len(touched), destroyed)


def replay_erasures_of_studio(*, studio_id: int, by: Actor, at: datetime) -> int:
    """Erase again whom an older copy of the studios' database brought back; returns how many.

    The guardians who decided about them get one letter each, however many children it is about; doing it again finds
    nobody, and writes to nobody.
    """
    erased = [each.subject_id for each in known_erasures() if each.studio_id == studio_id]
    back, told, days = students_here(erased), set[UUID](), set[date]()
    for student_id in back:
        student = Student.objects.get(pk=student_id)
        told |= {guardian for guardian, _account in deciding_guardians(student, at=at)}
        done = erase_student(student_id=student_id, studio_id=studio_id, by=by, at=at)
        days.add(done.destroyed.gone_from_backups_on)
    if told:
        enqueue(
            "privacy.tell_erased_again",
            guardian_ids=[str(each) for each in sorted(told)],
            unreadable_in_backups_on=max(days).isoformat(),
        )
    return len(back)


def _with_merged(student_id: UUID) -> list[UUID]:
    found, waiting = [student_id], [student_id]
    while waiting:
        waiting = list(Student.objects.filter(merged_into__in=waiting).values_list("pk", flat=True))
        found += waiting
    return found


def _emptied_families(students: list[UUID]) -> list[UUID]:
    """Families in which nobody else is taught or was."""
    families = set(Household.objects.filter(student__in=students).values_list("family_id", flat=True))
    others = Household.objects.filter(family__in=families).exclude(student__in=students)
    return sorted(families - set(others.values_list("family_id", flat=True)))


def _table(label: str) -> HeldTable:
    return next(table for table in tables_about_students() if table.label == label)


def _carry_out(table: HeldTable, students: list[UUID]) -> list[UUID]:
    plan, found = PLANS[table.label], []
    for student_id in students:
        rows = table.model.objects.filter(table.about(student_id))
        if not (plan.goes or plan.empties):
            continue
        ids = list(rows.values_list("pk", flat=True))
        found += ids
        if plan.goes:
            table.model.objects.filter(pk__in=ids).delete()
        else:
            table.model.objects.filter(pk__in=ids).update(**plan.empties)
    return found


def forget_imports(touched: Iterable[UUID]) -> None:
    """What an import noted about any of the rows goes too: the places of a child hold what stood there before."""
    for table in tables_about_students():
        if table.lookup == "record_id":
            table.model.objects.filter(record_id__in=list(touched)).delete()


def blank_notes(touched: Iterable[UUID]) -> None:
    """What somebody wrote beside a change of these records goes; that it was changed, and by whom, stays."""
    with connections[str(current_site())].cursor() as cursor:
        cursor.execute("select sec.blank_notes(%s)", [list(touched)])


def _end_own_sign_in(students: list[UUID], at: datetime) -> None:
    own = (
        Student.objects.filter(pk__in=students)
        .exclude(membership=None)
        .values_list("membership_id", flat=True)
    )
    only = Membership.objects.filter(pk__in=list(own), roles=[Role.STUDENT.value])
    only.filter(ended_at=None).update(ended_at=at)
    only.update(display_name="")
