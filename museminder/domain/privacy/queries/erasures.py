"""Erasures that an older copy of the studios' database does not know: who is there again, though erased."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Q

from museminder.domain.people.models import CustodyDenial, Guardianship, Student, StudentPhotograph
from museminder.domain.privacy.models import Erasure, ErasureVoice
from museminder.domain.privacy.rules.erasing import NAMELESS

# As the owner of the tables, across the studios; ids come out, no name is read. Whoever replays is told who, not how
# many as a site is (sec.readable_again).
_BACK = """
select s.studio_id, s.id from people_student s
join unnest(%s::bigint[], %s::uuid[]) e (studio_id, subject_id) on e.studio_id = s.studio_id and e.subject_id = s.id
where s.first_name not in ('', %s) or s.birth_date is not null or s.care_notes is not null
   or exists (select from people_studentphotograph p where p.studio_id = s.studio_id and p.student_id = s.id)
union all
select g.studio_id, g.id from people_guardian g
join unnest(%s::bigint[], %s::uuid[]) e (studio_id, subject_id) on e.studio_id = g.studio_id and e.subject_id = g.id
where g.first_name not in ('', %s) or g.email <> '' or g.address is not null
union all
select s.id, e.subject_id from tenancy_studio s join unnest(%s::bigint[], %s::uuid[]) e (studio_id, subject_id)
  on e.studio_id = s.id and e.subject_id = lpad(to_hex(s.id), 32, '0')::uuid
where s.closed_at is null
order by 1, 2
"""


def people_back_again(erased: Sequence[tuple[int, UUID]]) -> list[tuple[int, UUID]]:
    """Of these erased subjects (studio, id), the students and guardians whose row says something about
    them again, and the schools that are closed for good and can be entered again.
    """
    studios, subjects = [each[0] for each in erased], [each[1] for each in erased]
    with connections["owner"].cursor() as cursor:
        asked: list[Any] = [studios, subjects, NAMELESS]
        cursor.execute(_BACK, [*asked, *asked, studios, subjects])
        return [(studio, subject) for studio, subject in cursor.fetchall()]


def deciding_guardians(student: Student, *, at: datetime) -> list[tuple[UUID, UUID | None]]:
    """Guardians who may decide about a student with their accounts, without whom a denial names; of age, nobody."""
    if student.is_adult:
        return []
    in_force = Q(ended_at=None) | Q(ended_at__gt=at)
    barred = CustodyDenial.objects.filter(in_force, student=student, starts_at__lte=at)
    rights = Guardianship.objects.filter(
        student=student, may_consent=True, guardian__is_active=True, guardian__merged_into=None
    ).exclude(guardian__in=barred.exclude(guardian=None).values("guardian"))
    return list(rights.values_list("guardian_id", "guardian__account_id"))


def erasures_to_read() -> list[tuple[Erasure, str]]:
    """The cases this person may read, the newest first, with the student's name where the student is still seen."""
    cases = list(Erasure.objects.order_by("-asked_at", "-id")[:100])
    seen = Student.objects.in_bulk([each.student_id for each in cases])
    return [(each, seen[each.student_id].full_name if each.student_id in seen else "") for each in cases]


def name_in(erasure: Erasure) -> str:
    """What the student of a case is called; nothing once whoever asks does not see the student any more."""
    student = Student.objects.filter(pk=erasure.student_id).first()
    return student.called if student else ""


def answered_by(account_id: UUID) -> set[UUID]:
    """The cases to which somebody has said yes or no."""
    return set(ErasureVoice.objects.filter(account_id=account_id).values_list("erasure_id", flat=True))


def students_here(erased: Sequence[UUID]) -> list[UUID]:
    """Of these students of the studio in hand, those whose row says something about them."""
    has_something = (
        ~Q(first_name__in=["", NAMELESS]) | Q(birth_date__isnull=False) | Q(care_notes__isnull=False)
    )
    pictured = StudentPhotograph.objects.filter(student__in=list(erased)).values("student")
    rows = Student.objects.filter(has_something | Q(pk__in=pictured), pk__in=list(erased))
    return list(rows.order_by("pk").values_list("pk", flat=True))
