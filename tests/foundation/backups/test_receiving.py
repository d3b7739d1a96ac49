"""A slot that was given up is made anew."""

from __future__ import annotations

from pathlib import Path

from museminder.foundation.backups.receiving import SLOT, Receiver
from tests.foundation.backups.conftest import Kept


def test_the_slot_is_there_while_receiving_and_after_and_made_once(kept: Kept, tmp_path: Path) -> None:
    given_up = (
        f"select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '{SLOT}'"
    )
    kept.execute(given_up)  # what other tests wrote would come through one that is still there
    receiver = Receiver(kept.embedded, tmp_path / "waiting")
    first = receiver.keep_running()
    second = receiver.keep_running()
    receiver.end()
    slots = kept.execute(f"select count(*) from pg_replication_slots where slot_name = '{SLOT}'")

    assert (first, second, slots, receiver.whole()) == (None, None, [(1,)], [])
