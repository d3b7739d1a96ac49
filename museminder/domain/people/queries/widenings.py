"""Whose rights wait for a second person, and who is told of it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from museminder.domain.people.models import CustodyDenial, Guardian, Guardianship, Student, Widening


def is_guarded(
    student: Student, *, besides: Guardian | None = None, besides_all: Collection[UUID] = ()
) -> bool:
    """Whether a student has a guardian who signs in and sees it, other than those named."""
    without = {*besides_all, *([besides.pk] if besides else [])}
    there = Guardianship.objects.filter(
        student=student,
        sees=True,
        account_id__isnull=False,
        guardian__is_active=True,
        guardian__merged_into=None,
    ).exclude(guardian_id__in=without)
    if besides is not None and besides.account_id is not None:
        there = there.exclude(account_id=besides.account_id)
    return there.exists()


def without_notes() -> QuerySet[Widening]:
    """Every one as families may read it: not why an order is to end, and nobody else's new address."""
    return Widening.objects.defer(*Widening.NOT_FOR_FAMILIES)


def waiting_widenings() -> QuerySet[Widening]:
    """What waits for a second person, the oldest first."""
    return (
        Widening.objects.filter(state="waiting")
        .select_related("student", "guardian", "denial")
        .order_by("asked_at", "id")
    )


def waiting_for_guardians(student: Student) -> QuerySet[Widening]:
    """The rights for a student that wait for a second person; neither an order that is to end nor a new address."""
    return without_notes().filter(state="waiting", student=student, denial=None, email="")


def guardians_told(widening: Widening) -> QuerySet[Guardian]:
    """The other guardians of the student who sign in and see it; nobody whom an order keeps away."""
    kept_away = CustodyDenial.objects.filter(student=widening.student, ended_at=None, guardian__isnull=False)
    return (
        Guardian.objects.filter(
            guardianships__student=widening.student,
            guardianships__sees=True,
            account_id__isnull=False,
            is_active=True,
            merged_into=None,
        )
        .exclude(Q(pk=widening.guardian_id) | Q(email="") | Q(pk__in=kept_away.values("guardian_id")))
        .order_by("pk")
    )
