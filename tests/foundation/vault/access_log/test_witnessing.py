"""What a witness takes away: a few signed lines, and nothing about anybody."""

from __future__ import annotations

from museminder.foundation.vault.access_log.notes import read_note
from museminder.foundation.vault.access_log.sequencing import sequence_waiting
from museminder.foundation.vault.access_log.witnessing import checkpoints_to_keep, verifier_key
from museminder.foundation.vault.purposes import Purpose
from tests.foundation.vault.entries import an_entry
from tests.vaults import Vault


def hours(vault: Vault, *written: tuple[str, int], purpose: Purpose = Purpose.LESSON) -> None:
    """One entry and one checkpoint at each of these times, in these studios."""
    for at, studio in written:
        an_entry(studio_id=studio, purpose=purpose)
        sequence_waiting()
        vault.do(
            "update access_log.checkpoint set made_at = %s where size = (select max(size) from access_log.checkpoint)",
            [f"2026-05-20 {at}+00"],
        )


def sizes(studio_id: int | None = None) -> list[int]:
    return [read_note(note, verifier_key()).size for note in checkpoints_to_keep(studio_id)]


def test_the_last_of_each_hour_and_the_newest_are_kept(own_vault: Vault) -> None:
    assert sizes() == []
    hours(own_vault, ("08:10", 1), ("08:50", 2), ("09:05", 2), ("11:00", 1), ("11:01", 2), ("12:00", 2))

    assert (sizes(), sizes(1), sizes(2), sizes(3)) == ([2, 3, 5, 6], [2, 5, 6], [2, 3, 5, 6], [6])


def test_no_hour_tells_a_studio_that_a_court_was_answered(own_vault: Vault) -> None:
    hours(own_vault, ("08:10", 1))
    hours(own_vault, ("09:10", 1), purpose=Purpose.LEGAL_DEMAND)
    hours(own_vault, ("10:10", 1), ("11:10", 2))

    assert (sizes(1), sizes()) == ([1, 3, 4], [1, 2, 3, 4])
