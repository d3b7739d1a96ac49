"""At 18 the rights pass: the student decides alone, and guardians see nothing of the student any more."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from museminder.domain.people.actions.widening_decisions import refuse_widening
from museminder.domain.people.events import StudentCameOfAge
from museminder.domain.people.models import Student
from museminder.domain.people.queries.coming_of_age import NOTICE, days_of_coming_of_age, others_rights
from museminder.domain.people.queries.widenings import waiting_for_guardians
from museminder.domain.people.rules import PASSING, day_of
from museminder.foundation.audit.models import Change
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_entry, current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce

TOLD = "people.student.told_of_coming_of_age"


def schedule_coming_of_age(students: Sequence[Student], *, by: Actor, at: datetime) -> None:
    """See who comes of age soon, and put letters and the passing of rights on their days in the studio's time zone."""
    for student_id, day in days_of_coming_of_age(students, by=by, at=at).items():
        if day > day_of(at):
            _at("people.tell_of_coming_of_age", student_id, max(_begin(day - NOTICE), at))
        _at("people.let_rights_pass", student_id, max(_begin(day), at))


def let_rights_pass(*, student_id: UUID, by: Actor, at: datetime) -> Student | None:
    """Make a student an adult whose birth date says so today; None for whoever is not of age, or was an adult already.

    The birth date is looked at once more, since it may have been corrected after this was put on the day.
    """
    with transaction.atomic(using=current_site()):
        student = Student.objects.select_for_update().filter(pk=student_id).first()  # an import may be undone
        if student is None or student.is_adult or student.merged_into_id or student.birth_date is None:
            return None
        day = days_of_coming_of_age([student], by=by, at=at).get(student.pk)
        if day is None or day > day_of(at):
            return None
        student.is_adult = True
        student.version += 1
        student.save(update_fields=["is_adult", "version"])
        record_change("people.student.came_of_age", of=student, by=by, at=at)
        pass_rights(student, by=by, at=at)
    return student


def note_notice(*, student_id: UUID, by: Actor, at: datetime) -> Student | None:
    """Write down that guardians are told now that the rights pass; None if they were, or the day is not near.

    A look a month later, or a birth date that was corrected, tells nobody twice and nobody in vain.
    """
    with transaction.atomic(using=current_site()):
        student = Student.objects.select_for_update().filter(pk=student_id).first()
        before = Change.objects.filter(of_id=student_id, what=TOLD, at__gt=at - 2 * NOTICE)
        if student is None or student.is_adult or student.merged_into_id or student.birth_date is None:
            return None
        if before.exists():
            return None
        day = days_of_coming_of_age([student], by=by, at=at).get(student.pk)
        if day is None or not day - NOTICE <= day_of(at) < day:
            return None
        record_change(TOLD, of=student, by=by, at=at)
    return student


def pass_rights(student: Student, *, by: Actor, at: datetime) -> None:
    """Guardians no longer see, fetch or decide for a student who is an adult now; they may pay as before.

    Row security follows in the same transaction: pages, feeds, documents and photographs end with the next click.
    More rights for a guardian that wait for a second person are refused: it is for the student to say so now.
    """
    for right in others_rights(student):
        if any(getattr(right, name) for name in PASSING):
            for name in PASSING:
                setattr(right, name, False)
            right.save(update_fields=list(PASSING))
            details = {"guardian_id": str(right.guardian_id), "rights": {"pays": right.pays}, "is_new": False}
            record_change("people.guardianship.set", of=student, by=by, at=at, details=details)
    for widening in waiting_for_guardians(student):
        refuse_widening(widening_id=widening.pk, by=by, at=at)
    announce(StudentCameOfAge(student.pk, student.account_id, by=by, at=at))


def _begin(day: date) -> datetime:
    """The moment a day begins in the studio in hand."""
    entry = current_entry()
    return datetime.combine(day, time(), ZoneInfo(entry.time_zone if entry else "UTC"))


def _at(task: str, student_id: UUID, moment: datetime) -> None:
    # One waiting job for a day is enough: a look a month later finds the same student again. A birth date that was
    # corrected is another day; the job of the former day looks again and finds nothing to do.
    with suppress(IntegrityError), transaction.atomic(using=current_site()):
        once = f"{task}:{student_id}:{moment.date()}"
        enqueue(task, once=once, scheduled_at=moment, student_id=str(student_id))
