"""What a second import says differently about students and guardians."""

from __future__ import annotations

from typing import Any

from museminder.domain.people.models import Guardian, Student
from museminder.domain.switching.actions.remembering import Writing
from museminder.domain.switching.actions.updating import update_record
from museminder.domain.switching.rules.records import ImportedGuardian, ImportedStudent, StudentStatus
from museminder.domain.switching.rules.wording import home_of, mobile_of


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
    update_record(
        writing,
        ("student", student.key),
        here,
        news,
        unit=student.family_key,
        external_id=student.external_id,
    )


def update_guardian(
    writing: Writing, guardian: ImportedGuardian, here: Guardian, *, unit: str, is_near: bool
) -> None:
    """Correct a guardian the studio has by what the file says; an empty cell changes nothing.

    A mailbox that leads to a child whose family signs in stays (``is_near``): a file is one person's word.
    """
    news: dict[str, Any] = {
        "first_name": guardian.first_name[:80],
        "last_name": guardian.last_name[:80],
        "email": guardian.email.lower(),
        "mobile_phone": mobile_of(guardian.phones)[:40],
        "home_phone": home_of(guardian.phones)[:40],
        "address": {"lines": guardian.address} if guardian.address else None,
    }
    told = {name: value for name, value in news.items() if value}
    if is_near and told.get("email", here.email) != here.email:
        del told["email"]
        writing.remarks.append(
            f"{here}: the e-mail address stays, because the family signs in. Change it on the guardian's page."
        )
    update_record(writing, ("guardian", guardian.key), here, told, unit=unit)
