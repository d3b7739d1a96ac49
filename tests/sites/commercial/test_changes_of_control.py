"""Anybody reads who takes MuseMinder over, how long it still is, and what they can do."""

from __future__ import annotations

from museminder.foundation.published.publishing import publish
from museminder.primitives.clock import now
from tests.factories.changes_of_control import make_change


def test_what_was_announced_stands_there_with_its_days_and_the_ways_out(ask) -> None:
    before = ask("/change-of-control/").content.decode()
    change = make_change()
    publish(at=now())
    after = ask("/change-of-control/").content.decode()

    assert ("Nothing is announced" in before, "Nothing is announced" in after) == (True, False)
    assert [text in after for text in ("Harbor Holdings", "in 40 days", change.sha256)] == [True] * 3
    assert [f'href="https://{site}.localhost/"' in after for site in ("studio", "member")] == [True, True]
