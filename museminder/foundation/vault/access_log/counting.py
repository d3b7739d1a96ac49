"""Who opens how much: counts for whoever answers for the school, from the access log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from museminder.foundation.vault.connecting import SERVICE, vault_connection
from museminder.foundation.vault.purposes import Purpose

_MOST = """
select case when e.purpose <> %(court)s then e.account_id end,
  count(distinct s.id) filter (where e.action = 'revealed'),
  count(distinct e.id) filter (where e.action = 'revealed'), count(distinct e.id) filter (where e.action = 'held')
from access_log.entry e cross join unnest(e.subjects) s (id)
where e.studio_id = %(studio)s and e.at >= %(since)s and e.account_id is not null
  and e.action in ('revealed', 'held') and (e.purpose <> %(court)s or e.id = any(%(told)s))
group by 1 order by 2 desc, 3 desc limit %(most)s
"""
_ENTRY = "select exists (select from access_log.entry where id = %s and studio_id = %s and subjects && %s)"


@dataclass(frozen=True, slots=True)
class Looked:
    """How many people an account has opened something sealed of, how often, and how often it was held.

    ``account_id`` is None for what was opened for courts, whoever did it.
    """

    account_id: UUID | None
    subjects: int
    openings: int
    held: int


def looked_most(
    studio_id: int, *, since: dt.datetime, most: int = 20, for_courts: Collection[UUID] = ()
) -> list[Looked]:
    """Who has opened what is sealed about the most people of a studio; ages are not counted. Raises ``VaultSilent``.

    Of the entries for a court only those of ``for_courts`` are: it may forbid to tell of one, and a count would.
    """
    asked = {"studio": studio_id, "since": since, "most": most, "court": str(Purpose.LEGAL_DEMAND)}
    asked["told"] = list(for_courts)
    with vault_connection(SERVICE) as connection:
        return [Looked(*row) for row in connection.execute(_MOST, asked).fetchall()]


def is_about(entry_id: UUID, subjects: list[UUID], *, studio_id: int) -> bool:
    """Whether an entry of a studio names one of these subjects; raises ``VaultSilent``."""
    with vault_connection(SERVICE) as connection:
        row = connection.execute(_ENTRY, [entry_id, studio_id, subjects]).fetchone()
    return bool(row and row[0])


def is_of_studio(entry_id: UUID, *, studio_id: int) -> bool:
    """Whether an entry was written in a studio; raises ``VaultSilent``."""
    with vault_connection(SERVICE) as connection:
        row = connection.execute(
            "select exists (select from access_log.entry where id = %s and studio_id = %s)",
            [entry_id, studio_id],
        ).fetchone()
    return bool(row and row[0])
