"""A census tells each table that is not the same."""

from __future__ import annotations

import datetime as dt

from museminder.foundation.backups.census import differences, take_census
from tests.foundation.backups.conftest import Kept

AT = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


def test_a_census_tells_each_table_that_is_not_the_same(kept: Kept) -> None:
    before = take_census(kept.embedded.dsn())
    kept.execute("create table room (n int)")
    kept.execute("update family set name = 'Bob' where id = 3")
    changed = take_census(kept.embedded.dsn())
    kept.execute("update family set name = 'Bo' where id = 3; drop table room")
    again = take_census(kept.embedded.dsn())
    assert before
    assert changed
    assert again

    assert differences(before.tables, changed.tables) == [
        "postgres.public.family holds as many rows as before, but others",
        "postgres.public.room is in one of them only",
    ]
    assert differences(before.tables, again.tables) == []
