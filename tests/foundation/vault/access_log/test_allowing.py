"""What was held is opened once, by whom it was held from, after somebody else has allowed it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from museminder.foundation.vault.access_log.allowing import NotToBeAllowed, allow_once
from museminder.foundation.vault.access_log.entries import Action, RevealHeld
from museminder.foundation.vault.connecting import SERVICE, vault_connection
from tests.foundation.vault.entries import AT, WHO, an_entry
from tests.vaults import Vault

FIFTY = [UUID(int=5000 + number) for number in range(50)]
ONE_MORE = UUID(int=9999)


def test_somebody_else_allows_it_once(own_vault: Vault) -> None:

    an_entry(subjects=FIFTY)
    with pytest.raises(RevealHeld) as held:
        an_entry(1, subjects=[ONE_MORE])
    number, later = held.value.entry.id, AT + timedelta(minutes=5)
    for account_id, studio_id in ((WHO, 1), (UUID(int=8), 2)):
        with pytest.raises(NotToBeAllowed):
            allow_once(number, studio_id=studio_id, account_id=account_id, at=later)
    allowed = allow_once(number, studio_id=1, account_id=UUID(int=8), at=later)
    with pytest.raises(NotToBeAllowed):
        allow_once(number, studio_id=1, account_id=UUID(int=8), at=later)
    with pytest.raises(RevealHeld):
        an_entry(400, subjects=[ONE_MORE, UUID(int=9998)])  # more than was allowed
    opened = an_entry(401, subjects=[ONE_MORE])
    with pytest.raises(RevealHeld):
        an_entry(402, subjects=[ONE_MORE])

    assert (allowed.action, allowed.subjects, opened.action) == ("allowed", (ONE_MORE,), "revealed")
    with vault_connection(SERVICE) as connection:
        used = connection.execute("select held_id, used_for from access_log.permit").fetchall()
    assert used == [(number, opened.id)]


def test_alone_it_is_allowed_a_day_later_by_who_asked_and_by_nobody_writing_so(own_vault: Vault) -> None:
    an_entry(subjects=FIFTY)
    with pytest.raises(RevealHeld) as held:
        an_entry(1, subjects=[ONE_MORE])
    number, day = held.value.entry.id, AT + timedelta(seconds=1) + timedelta(days=1)
    asked = {"studio_id": 1, "is_alone": True}
    for account_id, at in ((WHO, day - timedelta(seconds=1)), (UUID(int=8), day)):
        with pytest.raises(NotToBeAllowed):
            allow_once(number, account_id=account_id, at=at, **asked)
    with pytest.raises(psycopg.DatabaseError, match="nobody writes this of oneself"):
        an_entry(2, action=Action.ALLOWED_ALONE)
    allowed = allow_once(number, account_id=WHO, at=day, **asked)
    an_entry(subjects=[UUID(int=6000 + each) for each in range(50)], at=day)
    opened = an_entry(subjects=[ONE_MORE], at=day + timedelta(minutes=1))

    assert (allowed.action, allowed.account_id, opened.action) == ("allowed_alone", WHO, "revealed")
