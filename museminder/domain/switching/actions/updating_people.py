"""A second import changes what its files say differently, and erases nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from museminder.domain.people.models import Guardian, Student
from museminder.domain.switching.actions.remembering import FOUND, UPDATED, Writing
from museminder.domain.switching.rules.records import ImportedGuardian, ImportedStudent, StudentStatus
from museminder.domain.switching.rules.wording import home_of, mobile_of
from museminder.foundation.vault.fields import SealedField
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal


def update_student(writing: Writing, student: ImportedStudent, here: Student) -> None:
    """Correct a student the studio has by what the file says; an empty cell changes nothing."""
    care = "\n".join(part for part in (student.care_note, student.note) if part)
    news: dict[str, Any] = {
        "first_name": student.first_name[:80],
        "last_name": student.last_name[:80],
        "school_name": student.school[:120],
        "birth_date": student.birth_date,
        "care_notes": care,
        "started_on": student.started_on,
        "ended_on": student.inactive_on,
    }
    news = {name: value for name, value in news.items() if value}
    news["is_active"] = student.status is not StudentStatus.INACTIVE
    before = change(writing, here, news)
    writing.remember(
        "student",
        student.key,
        here,
        UPDATED if before else FOUND,
        unit=student.family_key,
        before=before or None,
        external_id=student.external_id,
    )


def update_guardian(writing: Writing, guardian: ImportedGuardian, here: Guardian, *, unit: str) -> None:
    """Correct a guardian the studio has by what the file says; an empty cell changes nothing."""
    news: dict[str, Any] = {
        "email": guardian.email.lower(),
        "mobile_phone": mobile_of(guardian.phones)[:40],
        "home_phone": home_of(guardian.phones)[:40],
        "address": {"lines": guardian.address} if guardian.address else None,
    }
    before = change(writing, here, {name: value for name, value in news.items() if value})
    action = UPDATED if before else FOUND
    writing.remember("guardian", guardian.key, here, action, unit=unit, before=before or None)


def change(writing: Writing, here: models.Model, news: dict[str, Any]) -> dict[str, Any]:
    """Write what differs into a record and save it; returns what stood there before, as it can be kept sealed."""
    sealed = [name for name in news if isinstance(here._meta.get_field(name), SealedField)]
    opened: dict[str, Any] = {}
    if sealed:
        opened = reveal([here], sealed, purpose=Purpose.IMPORT_CHECK, by=writing.by, at=writing.at)[here.pk]
    before: dict[str, Any] = {}
    for name, value in news.items():
        old = opened[name] if name in opened else getattr(here, name)
        if old != value:
            before[name] = old.isoformat() if isinstance(old, date) else old
            setattr(here, name, value)
    if before:
        here.version += 1  # type: ignore[attr-defined]
        here.save()
    return before


def put_back(here: models.Model, before: dict[str, Any]) -> None:
    """Write what stood there before into a record, and save it."""
    for name, old in before.items():
        one = here._meta.get_field(name)
        is_day = isinstance(one, models.DateField) or getattr(one, "kind", "") == "date"
        setattr(here, name, date.fromisoformat(old) if is_day and old else old)
    here.save()
