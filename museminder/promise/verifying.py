"""Running the checks behind the sentences, keeping their results, and saying how each sentence stands."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from museminder.domain.privacy.actions.promise_results import keep_result, publish_clauses
from museminder.domain.privacy.models import PromiseResult
from museminder.domain.privacy.queries.promise import Standing, State, last_results, standings
from museminder.foundation.tenancy.context import site
from museminder.primitives import clock
from museminder.promise import checks as _all_checks  # noqa: F401  importing them registers them
from museminder.promise.checking import Ran, World, checks, run
from museminder.promise.clauses import Clause, clauses
from museminder.promise.probe.scratch import migrated_once

if TYPE_CHECKING:
    from museminder.promise.mutants.trying import Tried

PROJECT = Path(__file__).resolve().parents[2]
LAST = "promise.sum"  # adds up what the others found
SABOTAGE = "sabotage: "  # before the name of a sabotage, among the names of what was run


@dataclass(frozen=True, slots=True)
class Verified:
    """How the chosen sentences stand after the run, and what was run."""

    standing: tuple[Standing, ...]
    runs: tuple[Ran, ...]

    @property
    def good(self) -> bool:
        """Every chosen sentence that can be tested is kept."""
        return all(each.state in (State.KEPT, State.INTENT) for each in self.standing)


def verify(
    chosen: Sequence[Clause], world: World, *, told: Callable[[Ran], None] = lambda _ran: None
) -> Verified:
    """Run every check of the chosen clauses once, keep the results, and say how the clauses stand now.

    ``told`` hears of each run as it ends. What was not run stands by its last run, if that is young enough.
    """
    ran = run_and_keep(checks_of(chosen), world, told=told)
    wanted = {clause.id for clause in chosen}
    with site("worker"):
        standing = [each for each in standings(at=clock.now()) if each.clause.id in wanted]
    return Verified(tuple(standing), tuple(ran))


def run_and_keep(
    names: Sequence[str], world: World, *, told: Callable[[Ran], None] = lambda _ran: None
) -> list[Ran]:
    """Run these checks in this order and keep each result as it comes; ``told`` hears of each."""
    publish_clauses([clause.published() for clause in clauses()])
    ran = []
    with migrated_once(world.superuser_dsn):
        for name in names:
            ran.append(run(checks()[name], world))
            keep_result(_result(ran[-1]))
            told(ran[-1])
    return ran


def checks_due(*, at: datetime) -> list[str]:
    """The checks whose last run is half as old as a sentence of theirs allows, or was another program's.

    So that each is run twice in its time, and again by every new version before anybody relies on it. The sum is last,
    and due whenever another is.
    """
    with site("worker"):
        last = {result.check_name: result for result in last_results()}
    due = [name for name, hours in _allowed_hours().items() if _is_due(last.get(name), hours, at)]
    if due and LAST not in due:
        due.append(LAST)
    return sorted(due, key=lambda name: name == LAST)


def _allowed_hours() -> dict[str, int]:
    """How old the last run of each check may be, by the strictest of its sentences."""
    allowed: dict[str, int] = {}
    for clause in clauses():
        for name in clause.checks:
            allowed[name] = min(allowed.get(name, clause.max_age_hours), clause.max_age_hours)
    return allowed


def _is_due(last: PromiseResult | None, hours: int, at: datetime) -> bool:
    if last is None or last.program_version != program_version():
        return True
    return at - last.ran_at >= timedelta(hours=hours) / 2


def checks_of(chosen: Sequence[Clause]) -> list[str]:
    """The checks of these clauses, each once, the sum at the end."""
    names = list(dict.fromkeys(name for clause in chosen for name in clause.checks))
    return sorted(names, key=lambda name: name == LAST)


def _result(ran: Ran) -> PromiseResult:
    return PromiseResult(
        check_name=ran.check,
        lasted_ms=ran.lasted_ms,
        program_version=program_version(),
        examined=ran.found.examined,
        found=len(ran.found.wrong),
        plant_found=ran.found.plant_found,
        kept=ran.kept,
        figure=ran.found.figure[:300],
        details=ran.details,
    )


@cache
def program_version() -> str:
    """The version of the program with the beginning of the hash of its source: "0.1.0+9f2c41d07b3e"."""
    version = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["version"]
    source = hashlib.sha256()
    for path in sorted((PROJECT / "museminder").rglob("*.py")):
        source.update(path.read_bytes())
    return f"{version}+{source.hexdigest()[:12]}"


def keep_tried(tried: Sequence[Tried]) -> None:
    """Keep whether each sabotage was noticed by every check that must notice it."""
    for name in dict.fromkeys(each.mutant.name for each in tried):
        of_it = [each for each in tried if each.mutant.name == name]
        missed = [each.said for each in of_it if not each.killed]
        result = PromiseResult(
            check_name=f"{SABOTAGE}{name}",
            lasted_ms=sum(each.before.lasted_ms + each.after.lasted_ms for each in of_it),
            program_version=program_version(),
            examined=len(of_it),
            found=len(missed),
            plant_found=not missed,
            kept=not missed,
            figure=f"{len(of_it) - len(missed)} of {len(of_it)} checks noticed it",
            details=missed,
        )
        keep_result(result)


def last_tried() -> dict[str, PromiseResult]:
    """The last trial of each sabotage, by its name; what was never tried is not in it."""
    with site("worker"):
        results = last_results()
    return {
        each.check_name.removeprefix(SABOTAGE): each
        for each in results
        if each.check_name.startswith(SABOTAGE)
    }


def as_data(standing: Standing, tried: Mapping[str, PromiseResult] | None = None) -> dict[str, Any]:
    """A sentence's standing as programs read it; ``tried`` are the last trials of sabotages."""
    clause = standing.clause
    return {
        "id": clause.id,
        "class": clause.kind,
        "state": str(standing.state),
        "claim": clause.claim,
        "missing": clause.missing,
        "mutants": [each | _mutant_as_data((tried or {}).get(each["mutant"])) for each in clause.mutants],
        "checks": [_check_as_data(name, run) for name, run in zip(clause.checks, standing.runs, strict=True)],
    }


def _mutant_as_data(result: PromiseResult | None) -> dict[str, Any]:
    if result is None:
        return {"noticed": None, "tried_at": None}
    tried_at = result.ran_at.isoformat()
    return {"noticed": result.kept, "tried_at": tried_at, "version": result.program_version}


def _check_as_data(name: str, result: PromiseResult | None) -> dict[str, Any]:
    if result is None:
        return {"check": name, "ran_at": None}
    return {
        "check": name,
        "ran_at": result.ran_at.isoformat(),
        "lasted_ms": result.lasted_ms,
        "version": result.program_version,
        "examined": result.examined,
        "found": result.found,
        "plant_found": result.plant_found,
        "kept": result.kept,
        "figure": result.figure,
        "details": result.details,
    }
