"""The general claim is as good as the worst of the others."""

from __future__ import annotations

from museminder.domain.privacy.models import PromiseClause
from museminder.domain.privacy.queries.promise import Standing, State
from museminder.promise.checks.total import not_kept, noticed

KEPT = Standing(PromiseClause(id="C04"), State.KEPT, ())
LATE = Standing(PromiseClause(id="C05"), State.LATE, ())


def test_each_sentence_that_is_not_kept_is_named() -> None:
    assert not_kept([KEPT, LATE]) == ["C05: late"]


def test_one_more_that_is_broken_would_be_noticed() -> None:
    assert (noticed([KEPT]), noticed([])) == (True, False)
