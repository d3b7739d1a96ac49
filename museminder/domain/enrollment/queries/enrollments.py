"""What students are enrolled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from museminder.domain.enrollment.models import Enrollment


def enrollments_of(student_ids: Sequence[UUID]) -> QuerySet[Enrollment]:
    """Everything these students are or were enrolled in, newest first, with offering and course in hand."""
    return (
        Enrollment.objects.filter(student__in=list(student_ids))
        .select_related("offering__course__program", "student")
        .order_by("-starts_on", "-id")
    )


def current_enrollments_of(student_ids: Sequence[UUID], on: date) -> QuerySet[Enrollment]:
    """What these students are enrolled in on a day or will be later."""
    return enrollments_of(student_ids).filter(Q(until=None) | Q(until__gt=on))
