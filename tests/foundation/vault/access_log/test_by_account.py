"""What one account opened in a studio, and nobody else's."""

from __future__ import annotations

import datetime as dt

from museminder.foundation.vault.access_log.by_account import entries_by
from museminder.foundation.vault.access_log.entries import Action, Entry, write_down
from museminder.foundation.vault.purposes import Purpose
from museminder.primitives.ids import uuid7
from tests.vaults import Vault

NOON = dt.datetime(2026, 5, 20, 16, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def test_entries_are_those_of_the_account_in_the_studio_between_the_moments(vault: Vault) -> None:
    me, other = uuid7(), uuid7()

    def look(account_id: object, studio_id: int, at: dt.datetime, purpose: Purpose = Purpose.LESSON) -> Entry:
        return write_down(
            studio_id=studio_id,
            account_id=account_id,
            action=Action.REVEALED,
            purpose=purpose,
            fields=["people.student.birth_date"],
            subjects=[uuid7()],
            at=at,
        )

    mine = look(me, 7, NOON)
    for account_id, studio_id, at in ((other, 7, NOON), (me, 8, NOON), (me, 7, NOON - HOUR)):
        look(account_id, studio_id, at)
    look(me, 7, NOON, Purpose.LEGAL_DEMAND)  # a court may forbid to tell of it

    assert entries_by(me, studio_id=7, since=NOON, until=NOON + HOUR) == [mine]
