"""The sentences of the policy and what each is bound to, as ``clauses.yaml`` declares it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from museminder.domain.privacy.models import PromiseClause
from museminder.domain.privacy.rules.policy_text import Sentence
from museminder.promise.mutants.sabotage import Mutant, mutants

DECLARED = Path(__file__).with_name("clauses.yaml")
FIRST = 1


@dataclass(frozen=True, slots=True)
class BoundSentence:
    """A sentence of a version, and the hash of the words that were bound."""

    version: int
    id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One claim of the policy.

    ``kind`` is the honesty class; ``reading`` how we read it where we read it stricter; ``control`` what keeps it, in
    words, and ``controls`` where that stands in the program; ``missing`` what is not there yet, without which the
    clause is not called kept.
    """

    id: str
    group: str
    kind: str
    claim: str
    reading: str
    control: str
    controls: tuple[str, ...]
    checks: tuple[str, ...]
    mutants: tuple[str, ...]
    evidence: str
    missing: str
    max_age_hours: int
    sentences: tuple[BoundSentence, ...]

    def published(self) -> PromiseClause:
        """The clause as the public page reads it."""
        return PromiseClause(
            id=self.id,
            group=self.group,
            kind=self.kind,
            claim=self.claim,
            reading=self.reading,
            control=self.control,
            evidence=self.evidence,
            missing=self.missing,
            controls=list(self.controls),
            checks=list(self.checks),
            mutants=[{"mutant": name, "says": _sabotages()[name].says} for name in self.mutants],
            sentences=[
                {"version": each.version, "id": each.id, "sha256": each.sha256} for each in self.sentences
            ],
            max_age_hours=self.max_age_hours,
        )


@dataclass(frozen=True, slots=True)
class Announced:
    """A sentence of a later version that nothing checks yet, and why."""

    sentence: BoundSentence
    because: str


@cache
def clauses() -> tuple[Clause, ...]:
    """Every clause, in the policy's order. Raises KeyError or ValueError when the file cannot be understood."""
    return tuple(_clause(each) for each in _declared()["clauses"])


@cache
def announced() -> tuple[Announced, ...]:
    """The sentences of later versions that have no check yet."""
    return tuple(
        Announced(_bound(each), str(each["because"])) for each in _declared()["announced_without_a_check"]
    )


def uncovered(version: int, sentences: Iterable[Sentence]) -> list[str]:
    """Sentences of a version that are bound to nothing, or were bound with other words."""
    bound = {(each.version, each.id): each.sha256 for each in _all_bound()}
    found = []
    for sentence in sentences:
        known = bound.get((version, sentence.id))
        if known is None:
            found.append(f"{sentence.id} is bound to nothing")
        elif known != sentence.sha256:
            found.append(f"{sentence.id} has other words than those that were bound")
    return found


def chosen(ids: Sequence[str]) -> tuple[Clause, ...]:
    """The clauses with these ids, or all; raises KeyError for one that is not there."""
    known = {clause.id: clause for clause in clauses()}
    return tuple(known[name.upper()] for name in ids) if ids else clauses()


def _sabotages() -> dict[str, Mutant]:
    """Every sabotage there is; they are read only by who tells of them, because each brings what it sabotages."""
    from museminder.promise.mutants import trying as _registers_all  # noqa: F401, PLC0415

    return mutants()


def _all_bound() -> list[BoundSentence]:
    return [each for clause in clauses() for each in clause.sentences] + [
        each.sentence for each in announced()
    ]


def _clause(written: dict[str, Any]) -> Clause:
    return Clause(
        id=written["id"],
        group=written["group"],
        kind=PromiseClause.Kind(written["class"]).value,
        claim=written["claim"],
        reading=written.get("reading", ""),
        control=written.get("control", ""),
        controls=tuple(written.get("controls", ())),
        checks=tuple(written.get("checks", ())),
        mutants=tuple(written.get("mutants", ())),
        evidence=written.get("evidence", ""),
        missing=written.get("missing", ""),
        max_age_hours=int(written["max_age_hours"]),
        sentences=tuple(_bound(each) for each in written["sentences"]),
    )


def _bound(written: dict[str, Any]) -> BoundSentence:
    return BoundSentence(int(written["version"]), str(written["id"]), str(written["sha256"]))


@cache
def _declared() -> dict[str, Any]:
    declared: dict[str, Any] = yaml.safe_load(DECLARED.read_text())
    return declared
