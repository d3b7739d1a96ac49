"""Each sabotage on a fresh copy: its check is green before, and must be red after."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from psycopg.conninfo import make_conninfo

from museminder.promise import checks as _all_checks  # noqa: F401  importing them registers them
from museminder.promise.checking import Ran, World, checks, run
from museminder.promise.clauses import Clause
from museminder.promise.mutants import backups as _backups  # noqa: F401  registers its sabotages
from museminder.promise.mutants import database as _database  # noqa: F401
from museminder.promise.mutants import desk as _desk  # noqa: F401
from museminder.promise.mutants import ending as _ending  # noqa: F401
from museminder.promise.mutants import family as _family  # noqa: F401
from museminder.promise.mutants import program as _program  # noqa: F401
from museminder.promise.mutants import rights as _rights  # noqa: F401
from museminder.promise.mutants.sabotage import Mutant, mutants
from museminder.promise.probe.filling import fill_studio
from museminder.promise.probe.scratch import copy_database, drop_database, point_at, scratch_database


@dataclass(frozen=True, slots=True)
class Tried:
    """One sabotage and one check: how the check ran before and after."""

    mutant: Mutant
    before: Ran
    after: Ran

    @property
    def killed(self) -> bool:
        """The check was green, and the sabotage turned it red: it looked, and did not merely break."""
        return self.before.kept and not self.after.kept and not self.after.found.stopped

    @property
    def said(self) -> str:
        """The sabotage and what became of it, in one line."""
        if not self.before.kept:
            end = "NOT SHOWN: red before"
        elif self.after.found.stopped:
            end = f"NOT SHOWN: {self.after.found.figure}"
        else:
            end = "noticed" if self.killed else "SURVIVED"
        wrong = f" ({self.after.details[0]})" if self.killed and self.after.details else ""
        return f"{self.mutant.name}, {self.before.check}: {end}{wrong}"

    def as_data(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "mutant": self.mutant.name,
            "says": self.mutant.says,
            "check": self.before.check,
            "before": self.before.found.figure,
            "after": self.after.found.figure,
            "killed": self.killed,
        }


def try_mutants(
    chosen: Sequence[Clause], superuser_dsn: str, *, told: Callable[[str], None] = lambda _said: None
) -> list[Tried]:
    """Make a scratch database with a filled studio, and a copy of it for each sabotage of these clauses.

    For as long as it runs, this process's aliases point at the copies. Everything is dropped at the end.
    """
    tried = []
    with scratch_database(superuser_dsn) as name:
        fill_studio("sabotaged")
        for mutant in mutants_of(chosen):
            with _copied(superuser_dsn, name) as copy:
                for each in try_one(mutant, copy):
                    tried.append(each)
                    told(each.said)
    return tried


def mutants_of(chosen: Sequence[Clause]) -> list[Mutant]:
    """The sabotages of these clauses, each once; raises KeyError for one that nobody wrote."""
    names = dict.fromkeys(name for clause in chosen for name in clause.mutants)
    return [mutants()[name] for name in names]


def try_one(mutant: Mutant, superuser_dsn: str) -> Iterator[Tried]:
    """Run the checks of a sabotage before and after, on the database the aliases point at."""
    world = World(superuser_dsn, scratch=True)
    before = [run(checks()[name], world) for name in mutant.checks]
    with mutant.apply(superuser_dsn):
        after = [run(checks()[name], world) for name in mutant.checks]
    for green, red in zip(before, after, strict=True):
        yield Tried(mutant, green, red)


@contextmanager
def _copied(superuser_dsn: str, original: str) -> Iterator[str]:
    """A copy of a database that the aliases point at; they point at the original again afterwards."""
    copy = f"probe_{uuid.uuid4().hex[:12]}"
    copy_database(superuser_dsn, original, copy)
    point_at(copy)
    try:
        yield make_conninfo(superuser_dsn, dbname=copy)
    finally:
        point_at(original)
        drop_database(superuser_dsn, copy)
