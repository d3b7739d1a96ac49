"""What a sabotage is, and the register of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from unittest import mock

import psycopg

Apply = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One safeguard taken away: ``says`` how, ``checks`` are those that must notice.

    ``apply`` is given the superuser's way to the database that is sabotaged, and takes back what it did to this
    process; what it did to the database is dropped with it.
    """

    name: str
    says: str
    checks: tuple[str, ...]
    apply: Apply


_mutants: dict[str, Mutant] = {}


def register(mutant: Mutant) -> None:
    """Add a sabotage; raises ValueError when its name is taken."""
    if mutant.name in _mutants:
        raise ValueError(f"there are two sabotages called {mutant.name}")
    _mutants[mutant.name] = mutant


def mutants() -> dict[str, Mutant]:
    """Every sabotage by name."""
    return dict(_mutants)


def by_statement(*statements: str) -> Apply:
    """A sabotage of the database itself, done by its superuser."""

    @contextmanager
    def apply(superuser_dsn: str) -> Iterator[None]:
        with psycopg.connect(superuser_dsn, autocommit=True) as outside:
            for statement in statements:
                outside.execute(statement.encode())
        yield

    return apply


def by_replacing(place: str, replacement: object) -> Apply:
    """A sabotage of the program in this process: what stands at a place of it is another thing for a while."""

    @contextmanager
    def apply(_superuser_dsn: str) -> Iterator[None]:
        with mock.patch(place, replacement):
            yield

    return apply
