"""Requests about what is held: what is open, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from museminder.domain.privacy.models import PrivacyRequest

SHOWN = 200


@dataclass(frozen=True, slots=True)
class RequestCounts:
    """How many requests are open, how many of them are late, and how many were answered or refused."""

    open: int
    late: int
    answered: int
    refused: int


def requests_for_the_desk() -> list[PrivacyRequest]:
    """What a studio has to answer, the nearest day first, then what it has answered, the newest first."""
    rows = PrivacyRequest.objects.select_related("student")
    waiting = rows.filter(state=PrivacyRequest.State.OPEN).order_by("due_on", "id")[:SHOWN]
    closed = rows.exclude(state=PrivacyRequest.State.OPEN).order_by("-answered_at", "-id")[:SHOWN]
    return [*waiting, *closed]


def request_counts(on: date) -> RequestCounts:
    """How many requests are open, late, answered and refused."""
    is_open = Q(state=PrivacyRequest.State.OPEN)
    found = PrivacyRequest.objects.aggregate(
        open=Count("pk", filter=is_open),
        late=Count("pk", filter=is_open & Q(due_on__lt=on)),
        answered=Count("pk", filter=Q(state=PrivacyRequest.State.ANSWERED)),
        refused=Count("pk", filter=Q(state=PrivacyRequest.State.REFUSED)),
    )
    return RequestCounts(**found)


def requests_of(account_id: UUID) -> QuerySet[PrivacyRequest]:
    """What one person asked for, the newest first."""
    rows = PrivacyRequest.objects.filter(by_account_id=account_id).select_related("student")
    return rows.order_by("-opened_at", "-id")[:SHOWN]
