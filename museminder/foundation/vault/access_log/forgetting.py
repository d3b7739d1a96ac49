"""Entries whose time is over: they and their salts are erased, their leaves stay, and the log says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from museminder.foundation.vault.access_log.entries import Action, write_down
from museminder.foundation.vault.access_log.sequencing import sequence_waiting
from museminder.foundation.vault.connecting import SEQUENCER, vault_connection
from museminder.foundation.vault.purposes import Purpose


def forget_entries(
    entry_ids: Sequence[UUID], *, studio_id: int, account_id: UUID | None, at: dt.datetime
) -> int:
    """Erase entries of a studio's access log after writing down that they are erased; returns how many were.

    The vault erases only what an entry in the tree names, and never such an entry itself. Raises ``VaultSilent``.
    """
    write_down(
        studio_id=studio_id,
        account_id=account_id,
        action=Action.FORGOTTEN,
        purpose=Purpose.RETENTION,
        fields=[],
        subjects=entry_ids,
        at=at,
    )
    sequence_waiting()
    with vault_connection(SEQUENCER) as connection:
        row = connection.execute("select access_log.forget(%s)", [list(entry_ids)]).fetchone()
    return int(row[0]) if row else 0
