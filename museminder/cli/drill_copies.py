"""What a drill asks of the databases that came back, and the erasure it plays through in them; in the copy alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg

from museminder.cli.surroundings import surroundings
from museminder.foundation.backups.restoring import UNFINISHED
from museminder.foundation.embedded.clusters import STUDIOS, VAULT
from museminder.foundation.embedded.postgres import Embedded

_UNBALANCED = """select count(*), count(*) filter (where amount <> 0) from (
select sum(amount) amount from billing_ledgerline group by studio_id, transaction_id) sums"""
_WITH_KEYS = "select distinct studio_id, subject_id from keys.subject_key"
_CHILD = """select s.studio_id, s.id from people_student s
join unnest(%s::bigint[], %s::uuid[]) k (studio_id, id) using (studio_id, id) order by s.id limit 1"""


@dataclass(frozen=True, slots=True)
class Copy:
    """A folder that came back, and how its superuser reaches the studios' database and the vault's."""

    folder: Path
    studios: str
    vault: str


@dataclass(frozen=True, slots=True)
class Child:
    """Who is erased in the copy, by numbers alone."""

    studio_id: int
    student_id: str


class NotACopy(Exception):
    """This would have been done to a folder that is no copy on its way to be thrown away."""


def copy_in(folder: Path) -> Copy:
    """The databases of a folder that came back; they run."""
    here = surroundings()
    return Copy(
        folder,
        Embedded(folder, STUDIOS).dsn(db=here.database),
        Embedded(folder, VAULT).dsn(db=here.vault_database),
    )


def erase_somebody(copy: Copy, *, at: datetime) -> Child | None:
    """Note a child as erased after the backup was taken, as the living installation's list would; None without one.

    Raises ``NotACopy`` for any folder that could be served.
    """
    if not (copy.folder / UNFINISHED).exists():
        raise NotACopy(f"{copy.folder} is no copy that came back just now.")
    with psycopg.connect(copy.vault) as vault:
        known = vault.execute(_WITH_KEYS).fetchall()
        origin = vault.execute("select origin from access_log.log").fetchone()
    asked = [[studio for studio, _ in known], [subject for _, subject in known]]
    with psycopg.connect(copy.studios) as studios:
        row = studios.execute(_CHILD, asked).fetchone()
    if row is None or origin is None:
        return None
    child = Child(row[0], str(row[1]))
    facts = {"studio": child.studio_id, "subject": child.student_id, "at": at.isoformat()}
    with (copy.folder / "erasures.jsonl").open("a") as file:
        file.write(f"\n{json.dumps({'vault': origin[0]} | facts)}\n")
    return child


def still_has_keys(copy: Copy, child: Child) -> bool:
    """Whether anything sealed for that child could still be opened in the copy."""
    asked = "select 1 from keys.subject_key where studio_id = %s and subject_id = %s"
    with psycopg.connect(copy.vault) as vault:
        return vault.execute(asked, [child.studio_id, child.student_id]).fetchone() is not None


def ledger_sums(copy: Copy) -> tuple[int, int]:
    """How many transactions the ledger of the copy has, and how many of them do not add up to zero."""
    with psycopg.connect(copy.studios) as studios:
        row = studios.execute(_UNBALANCED).fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)
