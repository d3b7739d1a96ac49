"""A word written before a backup is in the copy, and in no object of the store."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from museminder.foundation.backups import canaries
from museminder.foundation.backups.canaries import Searched, holds_canary, search_raw, write_canary
from museminder.foundation.backups.stores import Store
from museminder.primitives.clock import now
from tests.foundation.backups.conftest import Kept


def test_a_word_is_another_each_time_and_is_held(kept: Kept) -> None:
    words = [write_canary(kept.embedded), write_canary(kept.embedded)]

    assert len(set(words)) == 2
    assert [holds_canary(kept.embedded, word) for word in (*words, "canary-of-another")] == [
        True,
        True,
        False,
    ]


def test_a_word_is_found_wherever_it_stands_and_sealed_it_is_not(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = write_canary(kept.embedded)
    monkeypatch.setattr(canaries, "PIECE", 64)
    store = Store(str(tmp_path))
    for begins in range(30, 70):  # across the end of a piece, too
        store.put(f"open-{begins}", b"x" * begins + word.encode() + b"x" * 100)
    kept.arranged.seal(store, "public/sealed", io.BytesIO(word.encode() * 50), made_at=now())
    found = search_raw(store, store.names(), [word, "canary-of-another"])

    assert found == Searched(
        41,
        sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()),
        [f"open-{begins}" for begins in range(30, 70)],
    )
    assert search_raw(store, [], [word]) == Searched(0, 0, [])
