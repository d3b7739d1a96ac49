"""Taking places in meetings and giving them back: never one too many, at any load."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db import connections

from museminder.domain.courses.models import Meeting
from museminder.domain.enrollment.rules import Full
from museminder.foundation.tenancy.context import current_site, current_studio_id

# The rows are locked in the order of their ids, so that two who want the same meetings never wait for each other.
TAKE = """
with wanted as materialized (
  select m.id, w.places, w.beyond_limit
  from courses_meeting as m
  join unnest(%s::uuid[], %s::int[], %s::bool[]) as w (id, places, beyond_limit) on w.id = m.id
  where m.studio_id = %s order by m.id for update of m)
update courses_meeting as m set
  places_taken = m.places_taken + wanted.places,
  places = case when wanted.beyond_limit
    then greatest(m.places, m.places_taken + wanted.places) else m.places end
from wanted
where m.studio_id = %s and m.id = wanted.id
  and (wanted.beyond_limit or m.places_taken + wanted.places <= m.places)
returning m.id"""
GIVE_BACK = """
with wanted as materialized (
  select id from courses_meeting where studio_id = %s and id = any (%s::uuid[]) order by id for update)
update courses_meeting as m set places_taken = m.places_taken - 1
from wanted where m.studio_id = %s and m.id = wanted.id and m.places_taken > 0"""


def queue_for(*offering_ids: UUID) -> None:
    """Let everybody who wants places in an offering come one after the other, until their transaction ends.

    Waiting here is cheaper than in a row's lock, where many who wait slow each other down. Several offerings are
    queued for in one order, so that two who want the same ones never wait for each other.
    """
    studio = current_studio_id()
    with connections[str(current_site())].cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(wanted.name, 0))"
            " from (select name from unnest(%s::text[]) as asked (name) order by name offset 0) as wanted",
            [[f"enrollment|{studio}|{offering_id}" for offering_id in offering_ids]],
        )


def take_places(wanted: Mapping[UUID, int], *, beyond_limit: Collection[UUID] = ()) -> None:
    """Take so many places in each meeting (by its id), or none at all, in one statement.

    ``beyond_limit`` are meetings whose limit rises as far as needed: only for a recorded decision of the staff. Raises
    ``Full`` with the first meeting that has not places enough; the caller's transaction then rolls back.
    """
    if not wanted:
        return
    studio = current_studio_id()
    with connections[str(current_site())].cursor() as cursor:
        beyond = [meeting in beyond_limit for meeting in wanted]
        cursor.execute(TAKE, [list(wanted), list(wanted.values()), beyond, studio, studio])
        without = set(wanted) - {row[0] for row in cursor.fetchall()}
    if without:
        rows = Meeting.objects.filter(pk__in=without).select_related("offering").order_by("starts_at", "id")
        raise Full(rows[0])


def give_back_places(meeting_ids: Sequence[UUID]) -> None:
    """Free one place in each of these meetings."""
    if not meeting_ids:
        return
    studio = current_studio_id()
    with connections[str(current_site())].cursor() as cursor:
        cursor.execute(GIVE_BACK, [studio, list(meeting_ids), studio])
