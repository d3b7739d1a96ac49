"""Keeping a student's photograph, and taking it away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from museminder.domain.people.formats.photographs import read_photograph
from museminder.domain.people.models import Student, StudentPhotograph
from museminder.domain.people.rules import check_not_merged
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def keep_photograph(*, student: Student, data: bytes, by: Actor, at: datetime) -> StudentPhotograph:
    """Keep a picture of a student in place of the one before.

    ``data`` is the file as it was sent; what is kept is made anew of it and sealed. Raises ``Unreadable``, ``Refused``.
    """
    made = read_photograph(data)
    check_not_merged(student)
    with transaction.atomic(using=current_site()):
        Student.objects.select_for_update().only("pk").get(pk=student.pk)
        StudentPhotograph.objects.filter(student=student).delete()
        photograph = StudentPhotograph(
            student=student, picture=made.data, width=made.width, height=made.height, kept_at=at
        )
        photograph.save(force_insert=True)
        record_change("people.photograph.kept", of=student, by=by, at=at)
    return photograph


def remove_photograph(*, student: Student, by: Actor, at: datetime) -> bool:
    """Take a student's photograph away for good; says whether there was one."""
    with transaction.atomic(using=current_site()):
        removed, _by_kind = StudentPhotograph.objects.filter(student=student).delete()
        if removed:
            record_change("people.photograph.removed", of=student, by=by, at=at)
    return bool(removed)
