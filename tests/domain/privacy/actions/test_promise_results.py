"""Results are added by the program and never declared."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from museminder.domain.privacy.actions.promise_results import keep_result, publish_clauses
from museminder.domain.privacy.models import PromiseClause, PromiseResult
from tests.databases import TestDatabase


def result(*, examined: int) -> PromiseResult:
    return PromiseResult(
        check_name="x", lasted_ms=1, examined=examined, found=0, plant_found=True, kept=True, figure="fine"
    )


def test_a_result_gets_the_database_s_time(live_database: TestDatabase) -> None:
    assert keep_result(result(examined=1)).ran_at is not None


def test_green_without_anything_examined_is_refused(live_database: TestDatabase) -> None:
    with pytest.raises(IntegrityError, match="promise_result_green_has_a_run"):
        keep_result(result(examined=0))


def test_published_clauses_take_the_place_of_those_before(live_database: TestDatabase) -> None:
    publish_clauses(
        [PromiseClause(id=name, kind="proven", claim="Old", max_age_hours=1) for name in ("C01", "C02")]
    )
    publish_clauses([PromiseClause(id="C02", kind="intent", claim="New", max_age_hours=1)])

    there = PromiseClause.objects.using("operator").values_list("id", "kind", "claim")
    assert list(there) == [("C02", "intent", "New")]
