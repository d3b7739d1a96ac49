"""What is told is counted, under words of the program's alone."""

from __future__ import annotations

from typing import Any

from museminder.primitives.metrics import SECONDS, counts
from museminder.primitives.telling import tell


def value(family: Any, suffix: str, **labels: str) -> float:
    [metric] = family.collect()
    return sum(each.value for each in metric.samples if each.name.endswith(suffix) and each.labels == labels)


def test_a_page_is_counted_by_its_route_and_how_long_it_took() -> None:
    of = {"site": "studio", "route": "studio:tests:one", "status": "200"}
    before = value(counts().answer_seconds, "_sum", site="studio")

    for duration_ms in (20.0, 60.0):
        tell(
            "answered",
            site="studio",
            route="studio:tests:one",
            method="GET",
            status=200,
            duration_ms=duration_ms,
        )

    assert value(counts().answers, "_total", **of) == 2.0
    assert round(value(counts().answer_seconds, "_sum", site="studio") - before, 6) == 0.08


def test_a_page_that_is_not_there_has_no_address_in_its_count() -> None:
    tell("answered", site=None, route="none", method="GET", status=404, duration_ms=1.0)

    assert value(counts().answers, "_total", site="none", route="none", status="404") >= 1.0


def test_jobs_are_counted_by_what_became_of_them() -> None:
    for event in ("job done", "job failed", "job failed"):
        tell(event, task="tests.count", job_id=1, attempt=0, studio_id=1, duration_ms=10.0)

    assert value(counts().jobs, "_total", task="tests.count", outcome="done") == 1.0
    assert value(counts().jobs, "_total", task="tests.count", outcome="failed") == 2.0
    assert value(counts().job_seconds, "_bucket", task="tests.count", le=str(SECONDS[1])) == 3.0
