"""A store that is away loses nothing: segments wait and go later."""

from __future__ import annotations

from museminder.foundation.backups.catalog import contents_of, wal_name
from museminder.foundation.backups.shipping import Shipper, read_shipping
from museminder.primitives.clock import now
from tests.foundation.backups.conftest import Kept


def test_segments_wait_while_the_store_is_away_and_go_when_it_is_back(kept: Kept) -> None:
    before = read_shipping(kept.arranged, "public").through  # other tests ship as well
    shipper = Shipper(kept.embedded, kept.arranged)
    shipper.step(None, at=now())
    kept.execute("create table if not exists waiting (n int); insert into waiting values (1)")
    last = shipper.close_segment(at=now())
    away = shipper.end(None, at=now(), patience=1.0)
    again = Shipper(kept.embedded, kept.arranged)
    again.step(kept.store, at=now())
    back = again.end(kept.store, at=now())
    shipped = {wal_name(each) for each in next(iter(contents_of(kept.store).wal.values()))}

    assert (away.failure, away.through, away.waiting > 0) == ("The store cannot be reached.", before, True)
    assert (back.failure, back.failing_since, back.waiting, last in shipped) == (None, None, 0, True)
    assert read_shipping(kept.arranged, "public") == back
