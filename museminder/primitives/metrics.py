"""Counts of what the program does, for the system that watches over it (Prometheus' form).

They are made of the same facts that may stand in the log (``telling.FACTS``): a label is a word of the program's, the
name of a page or a job, never a value. Processes count into files of one folder, which ``museminder metrics`` adds up.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # as the library wants it: in the environment before it is imported
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10, 60)


class Counts(NamedTuple):
    """The counters of this process."""

    answers: Any
    answer_seconds: Any
    jobs: Any
    job_seconds: Any


@functools.cache
def counts() -> Counts:
    """The counters, made when something is counted for the first time."""
    if folder := os.environ.get(FOLDER):
        Path(folder).mkdir(parents=True, exist_ok=True)
    # The library looks for the folder while it is imported.
    from prometheus_client import Counter, Histogram  # noqa: PLC0415

    return Counts(
        Counter("museminder_answers", "Pages answered.", ["site", "route", "status"]),
        Histogram("museminder_answer_seconds", "How long pages took.", ["site"], buckets=SECONDS),
        Counter("museminder_jobs", "Attempts of jobs.", ["task", "outcome"]),
        Histogram("museminder_job_seconds", "How long attempts of jobs took.", ["task"], buckets=SECONDS),
    )


def count(event: str, facts: Mapping[str, Any]) -> None:
    """Count one event that was told; events that nobody counts are none of ours."""
    seconds = (facts.get("duration_ms") or 0) / 1000
    if event == "answered":
        site = facts.get("site") or "none"
        counts().answers.labels(site, facts.get("route") or "none", facts.get("status")).inc()
        counts().answer_seconds.labels(site).observe(seconds)
    elif event in ("job done", "job failed"):
        counts().jobs.labels(facts["task"], event.removeprefix("job ")).inc()
        counts().job_seconds.labels(facts["task"]).observe(seconds)
