"""Taking places in meetings and giving them back: never one too many, at any load."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connections
from django.db.models import F

from museminder.domain.courses.models import Meeting
from museminder.domain.enrollment.rules import Full
from museminder.foundation.tenancy.context import current_site, current_studio_id

# The rows are locked in the order of their ids, so that two who want the same meetings never wait for each other.
_WANTED = """
with wanted as materialized (
  select id from courses_meeting where studio_id = %s and id = any (%s::uuid[]) order by id for update)
update courses_meeting as m set {change}
from wanted where m.studio_id = %s and m.id = wanted.id"""
TAKE = (
    _WANTED.format(change="places_taken = m.places_taken + 1")
    + " and m.places_taken < m.places returning m.id"
)
TAKE_BEYOND = (
    _WANTED.format(
        change="places_taken = m.places_taken + 1, places = greatest(m.places, m.places_taken + 1)"
    )
    + " returning m.id"
)
GIVE_BACK = (
    _WANTED.format(change="places_taken = m.places_taken - 1") + " and m.places_taken > 0 returning m.id"
)


def queue_for(offering_id: UUID) -> None:
    """Let everybody who wants places in one offering come one after the other, until their transaction ends.

    Waiting here is cheaper than in a row's lock, where many who wait slow each other down.
    """
    with connections[str(current_site())].cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"enrollment|{current_studio_id()}|{offering_id}"],
        )


def take_places(meeting_ids: Sequence[UUID]) -> list[UUID]:
    """Take one place in each of these meetings, or none at all; no limit is raised, so the list is empty.

    Raises ``Full`` with the first meeting that has no place left; the caller's transaction then rolls back.
    """
    without = set(meeting_ids) - _change(TAKE, meeting_ids)
    if without:
        rows = Meeting.objects.filter(pk__in=without).select_related("offering").order_by("starts_at", "id")
        raise Full(rows[0])
    return []


def take_places_beyond_limit(meeting_ids: Sequence[UUID]) -> list[UUID]:
    """Take one place in each of these meetings, and raise the limit of those that are full.

    Returns the meetings whose limit was raised, soonest first. Only for a recorded decision of the staff.
    """
    full = Meeting.objects.filter(pk__in=meeting_ids, places_taken__gte=F("places")).order_by(
        "starts_at", "id"
    )
    raised = list(full.values_list("pk", flat=True))
    _change(TAKE_BEYOND, meeting_ids)
    return raised


def give_back_places(meeting_ids: Sequence[UUID]) -> None:
    """Free one place in each of these meetings."""
    _change(GIVE_BACK, meeting_ids)


def _change(statement: str, meeting_ids: Sequence[UUID]) -> set[UUID]:
    if not meeting_ids:
        return set()
    studio = current_studio_id()
    with connections[str(current_site())].cursor() as cursor:
        cursor.execute(statement, [studio, list(meeting_ids), studio])
        return {row[0] for row in cursor.fetchall()}
