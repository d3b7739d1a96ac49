"""An entry whose time is over can be forgotten: the log stays whole and says so."""

from __future__ import annotations

from museminder.foundation.vault.access_log.forgetting import forget_entries
from museminder.foundation.vault.access_log.proving import prove_inclusion
from museminder.foundation.vault.access_log.sequencing import sequence_waiting
from museminder.foundation.vault.access_log.verifying import verify
from tests.foundation.vault.entries import AT, WHO, entries
from tests.vaults import Vault

COUNT = "select (select count(*) from access_log.entry), (select count(*) from access_log.salt)"


def test_forgotten_entries_are_gone_with_their_salts_and_the_log_is_whole(own_vault: Vault) -> None:
    written = entries(4)
    asked = [written[1].id, written[2].id]
    sequence_waiting()
    forgotten = forget_entries(asked, studio_id=1, account_id=WHO, at=AT)
    verified = verify()
    shown = prove_inclusion(written[1].id)

    assert (forgotten, own_vault.do(COUNT)) == (2, [(3, 3)])
    assert (verified.entries, verified.forgotten, verified.fault) == (5, 2, None)
    assert (shown.entry, shown.salt, shown.index) == (None, None, 1)
    assert "extra" not in shown.text
    assert forget_entries(asked, studio_id=1, account_id=WHO, at=AT) == 0


def test_the_vault_erases_nothing_that_the_log_does_not_name(own_vault: Vault) -> None:
    [entry] = entries(1)
    sequence_waiting()
    own_vault.do("select access_log.forget(array[%s::uuid])", [entry.id])

    assert own_vault.do(COUNT) == [(1, 1)]
