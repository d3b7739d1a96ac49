"""Checkpoints to take away: whoever keeps one can show later that the log was rewritten, if it was."""

from __future__ import annotations

from museminder.foundation.vault.connecting import AUDITOR, vault_connection
from museminder.foundation.vault.purposes import Purpose

_NEWEST_OF_EACH_HOUR = """
select distinct on (date_trunc('hour', made_at)) note from access_log.checkpoint
where %(studio)s::bigint is null or exists (
    select from access_log.leaf l join access_log.entry e on e.id = l.entry_id
    where e.studio_id = %(studio)s and e.purpose <> %(court)s and l.index < checkpoint.size and l.index >= coalesce(
        (select max(before.size) from access_log.checkpoint before
         where before.size < checkpoint.size and before.made_at < date_trunc('hour', checkpoint.made_at)), 0)
) or size = (select max(size) from access_log.checkpoint)
order by date_trunc('hour', made_at), size desc
"""


def checkpoints_to_keep(studio_id: int | None = None) -> list[str]:
    """The signed notes that a witness keeps: the last of each hour, oldest first, and the newest.

    With a studio, of the hours in which something of this studio was written, but for a court: the hour would tell of
    what it may forbid to tell; the note of a later hour covers that entry, too. Raises ``VaultSilent``.
    """
    asked = {"studio": studio_id, "court": str(Purpose.LEGAL_DEMAND)}
    with vault_connection(AUDITOR) as connection:
        rows = connection.execute(_NEWEST_OF_EACH_HOUR, asked).fetchall()
    return [note for (note,) in rows]


def verifier_key() -> str:
    """The key that checks these notes, as C2SP tools take it; raises ``VaultSilent``."""
    with vault_connection(AUDITOR) as connection:
        row = connection.execute("select verifier from access_log.log").fetchone()
    return str(row[0]) if row else ""
