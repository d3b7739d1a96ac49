"""What one account opened in a studio."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from museminder.foundation.vault.access_log.entries import Entry, entry_of
from museminder.foundation.vault.connecting import SERVICE, vault_connection
from museminder.foundation.vault.purposes import Purpose

_BY = """
select id, at, studio_id, account_id, action, purpose, fields, subjects from access_log.entry
where studio_id = %s and account_id = %s and at >= %s and at <= %s and action <> 'forgotten' and purpose <> %s
order by at desc, id desc limit %s
"""


def entries_by(
    account_id: UUID, *, studio_id: int, since: dt.datetime, until: dt.datetime, most: int = 200
) -> list[Entry]:
    """What somebody opened in a studio between two moments, both included, newest first; raises ``VaultSilent``.

    Not what they opened for a court: no studio let them in for that, and the court may forbid to tell of it.
    """
    asked = [studio_id, account_id, since, until, str(Purpose.LEGAL_DEMAND), most]
    with vault_connection(SERVICE) as connection:
        rows = connection.execute(_BY, asked).fetchall()
    return [entry_of(row) for row in rows]
