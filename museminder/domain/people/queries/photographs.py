"""Which photograph a student has."""

from __future__ import annotations

from django.db.models import Q

from museminder.domain.people.models import Student, StudentPhotograph


def photograph_of(student: Student) -> StudentPhotograph | None:
    """The student's photograph; of two records that were merged the kept one's, else the other's."""
    found = StudentPhotograph.objects.filter(Q(student=student) | Q(student__merged_into=student))
    photographs = sorted(found, key=lambda each: (each.student_id != student.pk, each.kept_at))
    return photographs[0] if photographs else None
