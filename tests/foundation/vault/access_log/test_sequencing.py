"""Everything that was written gets one place, whoever writes and however many sequence."""

from __future__ import annotations

import threading

import psycopg
import pytest

from museminder.foundation.vault.access_log import sequencing
from museminder.foundation.vault.access_log.sequencing import WrongKey, sequence_waiting
from museminder.foundation.vault.access_log.verifying import verify
from museminder.foundation.vault.connecting import close_vault_connections
from tests.foundation.vault.entries import an_entry, entries
from tests.vaults import Vault

LEAVES = "select l.index, l.entry_id from access_log.leaf l order by l.index"


def test_entries_get_their_places_in_the_order_they_came(own_vault: Vault) -> None:
    first = entries(3)
    done = [sequence_waiting(), sequence_waiting()]
    second = [an_entry(3), an_entry(4)]
    done.append(sequence_waiting())

    assert done == [3, 0, 2]
    assert own_vault.do(LEAVES) == [(index, entry.id) for index, entry in enumerate(first + second)]
    assert own_vault.do("select size from access_log.checkpoint order by 1") == [(3,), (5,)]
    assert own_vault.do("select count(*) from access_log.inbox") == [(0,)]


def test_many_writers_and_several_sequencers_make_one_order(
    own_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sequencing, "AT_ONCE", 7)
    writing = [threading.Thread(target=entries, args=(25,)) for _ in range(4)]
    stop = threading.Event()

    def sequence() -> None:
        while not stop.is_set():
            sequence_waiting()
        close_vault_connections()

    sequencers = [threading.Thread(target=sequence) for _ in range(2)]
    for thread in writing + sequencers:
        thread.start()
    for thread in writing:
        thread.join()
    stop.set()
    for thread in sequencers:
        thread.join()
    sequence_waiting()
    verified = verify()

    assert (verified.entries, verified.waiting, verified.fault) == (100, 0, None)


def test_a_second_sequencer_does_nothing_while_the_first_is_at_work(own_vault: Vault) -> None:
    an_entry()
    with psycopg.connect(own_vault.superuser_dsn) as first:
        first.execute("select pg_advisory_xact_lock(%s)", [sequencing.LOCK])
        while_locked = sequence_waiting()

    assert (while_locked, sequence_waiting()) == (0, 1)


def test_a_log_of_another_key_is_not_signed_on(own_vault: Vault) -> None:
    an_entry()
    own_vault.do("update access_log.log set verifier = 'somebody+else'")

    with pytest.raises(WrongKey, match="is not the one that signed it so far"):
        sequence_waiting()
    assert own_vault.do("select count(*) from access_log.inbox") == [(1,)]
