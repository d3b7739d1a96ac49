"""A cluster comes back from its store alone, to a moment or to its end."""

from __future__ import annotations

import time

import pytest

from museminder.foundation.backups.restoring import (
    NotEmpty,
    Unfinished,
    finish,
    refuse_unfinished,
)
from museminder.foundation.backups.shipping import Shipper
from museminder.primitives.clock import now
from tests.foundation.backups.bringing import NewHome, bring, names, take
from tests.foundation.backups.conftest import MARK, Kept, remove


def test_a_cluster_comes_back_to_a_moment_between_two_backups(kept: Kept, new_home: NewHome) -> None:
    kept.execute(
        f"drop table if exists member; create table member (id int, name text); insert into member values (1, '{MARK}')"
    )
    shipper = Shipper(kept.embedded, kept.arranged)
    shipper.step(kept.store, at=now())
    take(kept, incremental=False)
    kept.execute("insert into member values (2, 'Ada')")
    time.sleep(0.02)
    moment = now()
    time.sleep(0.02)
    kept.execute("insert into member values (3, 'Bo')")
    take(kept, incremental=True)
    kept.execute("insert into member values (4, 'Cy')")
    standing = shipper.end(kept.store, at=now())
    then, newest = new_home("then"), new_home("newest")
    restored = bring(kept, then, to=moment)
    found_then = names(then)
    remove(then)
    bring(kept, newest)
    found_newest = names(newest)
    with pytest.raises(Unfinished, match="whoever was erased could be read again"):
        refuse_unfinished(newest)
    finish(newest, restored)
    refuse_unfinished(newest)
    with pytest.raises(NotEmpty, match=r"^A living database runs in .*; it was left as it is\."):
        bring(kept, newest)

    assert (found_then, found_newest) == ([MARK, "Ada"], [MARK, "Ada", "Bo", "Cy"])
    assert (standing.failure, standing.waiting) == (None, 0)
    assert names(newest) == found_newest
