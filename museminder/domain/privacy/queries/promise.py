"""What became of each sentence of the promise: the one place that reads it, for every page that shows it.

Nothing is kept from one look to the next: a sentence is as good as its last run, and that run's age, now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from museminder.domain.privacy.models import PromiseClause, PromiseResult


class State(StrEnum):
    """How a sentence stands at this moment."""

    KEPT = "kept"
    BROKEN = "broken"  # a check found something wrong
    LATE = "late"  # the last run is too old, or there was none
    MISSING = "missing"  # nothing checks it yet
    INTENT = "intent"  # cannot be tested


@dataclass(frozen=True, slots=True)
class Standing:
    """One sentence with the last run of each of its checks (None where a check never ran)."""

    clause: PromiseClause
    state: State
    runs: tuple[PromiseResult | None, ...]

    @property
    def last_run(self) -> PromiseResult | None:
        """The run that decides: one that found something wrong, else the oldest of the last ones."""
        there = [run for run in self.runs if run is not None]
        return min(there, key=lambda run: (run.kept, run.ran_at)) if there else None


def standings(*, at: datetime) -> list[Standing]:
    """Every sentence as it stands at a moment, in the policy's order; two statements. Empty before the first run."""
    return standings_of(PromiseClause.objects.order_by("id"), last_results(), at=at)


def standings_of(
    clauses: Iterable[PromiseClause], results: Iterable[PromiseResult], *, at: datetime
) -> list[Standing]:
    """How sentences stand at a moment, by the last run of each check."""
    last = {result.check_name: result for result in results}
    found = []
    for clause in clauses:
        runs = tuple(last.get(name) for name in clause.checks)
        found.append(Standing(clause, _state(clause, runs, at), runs))
    return found


def last_results() -> list[PromiseResult]:
    """The last run of each check."""
    return list(PromiseResult.objects.order_by("check_name", "-ran_at").distinct("check_name"))


def _state(clause: PromiseClause, runs: tuple[PromiseResult | None, ...], at: datetime) -> State:
    if clause.kind == PromiseClause.Kind.INTENT:
        return State.INTENT
    if not runs:
        return State.MISSING
    there = [run for run in runs if run is not None]
    if any(not run.kept for run in there):
        return State.BROKEN
    oldest_allowed = at - timedelta(hours=clause.max_age_hours)
    if len(there) < len(runs) or any(run.ran_at < oldest_allowed for run in there):
        return State.LATE
    # What is only partly checked is not kept: the missing part is said beside it.
    return State.MISSING if clause.missing else State.KEPT
