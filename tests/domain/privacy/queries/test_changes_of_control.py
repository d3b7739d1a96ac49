"""When studios look whom to write to: just after it was announced, then once a day until it takes effect."""

from __future__ import annotations

from datetime import timedelta

from museminder.domain.privacy.queries.changes_of_control import is_time_to_write
from tests.databases import TestDatabase
from tests.factories.changes_of_control import make_change


def test_letters_are_looked_for_at_once_and_then_daily(live_database: TestDatabase) -> None:
    posted = make_change().posted_at
    morning = posted.replace(hour=6, minute=3)
    moments = [posted, posted.replace(hour=7) + timedelta(days=2)]
    moments += [morning + timedelta(days=days) for days in (2, 41)]

    assert [is_time_to_write(at=each) for each in moments] == [True, False, True, False]
