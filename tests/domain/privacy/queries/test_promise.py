"""How a sentence stands, before anything was ever checked; the rest is in tests/promise/test_verifying.py."""

from __future__ import annotations

from datetime import timedelta

from museminder.domain.privacy.models import PromiseClause, PromiseResult
from museminder.domain.privacy.queries.promise import Standing, State, standings
from museminder.foundation.tenancy.context import site
from museminder.primitives.clock import now
from tests.databases import TestDatabase


def test_before_the_first_run_there_is_nothing_to_show(live_database: TestDatabase) -> None:
    with site("operator"):
        assert standings(at=now()) == []


def test_a_sentence_that_never_ran_has_no_last_run() -> None:
    assert Standing(PromiseClause(id="C05"), State.LATE, (None, None)).last_run is None


def test_the_run_that_found_something_is_the_one_that_decides() -> None:
    older, broken = (
        PromiseResult(kept=kept, ran_at=now() - timedelta(hours=hours))
        for kept, hours in ((True, 9), (False, 1))
    )
    assert Standing(PromiseClause(id="C05"), State.BROKEN, (older, None, broken)).last_run is broken
    assert Standing(PromiseClause(id="C05"), State.KEPT, (None, older)).last_run is older
