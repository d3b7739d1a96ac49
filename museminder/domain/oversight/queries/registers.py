"""The registers of reviews and attestations, and what in them is overdue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from museminder.domain.oversight.models import Attestation, Review


def reviews() -> list[Review]:
    """Every review, the latest first."""
    return list(Review.objects.order_by("-reviewed_on", "-id"))


def attestations() -> list[Attestation]:
    """Every attestation, by kind and whose it is, the one that holds longest first."""
    return list(Attestation.objects.order_by("kind", "of_whom", "-expires_on", "-id"))


def overdue_reviews(on: date) -> list[str]:
    """The kinds of review (``internal``, ``external``) that are due on a day, or were never made."""
    due = dict(Review.objects.order_by("next_due_on").values_list("kind", "next_due_on"))
    return [kind for kind in Review.Kind.values if kind not in due or due[kind] <= on]


def expired_attestations(on: date, *, kinds: Iterable[str] = Attestation.Kind.values) -> list[Attestation]:
    """The newest attestation of each kind and company, where it no longer holds on a day."""
    newest = (
        Attestation.objects.filter(kind__in=list(kinds))
        .order_by("kind", "of_whom", "-expires_on", "-id")
        .distinct("kind", "of_whom")
    )
    return [each for each in newest if not each.is_valid(on=on)]


def missing_attestations(on: date, *, kinds: Iterable[str]) -> list[str]:
    """The kinds of which nothing holds on a day, whether it expired or never was."""
    held = set(
        Attestation.objects.filter(issued_on__lte=on, expires_on__gt=on).values_list("kind", flat=True)
    )
    return [kind for kind in kinds if kind not in held]
