"""What happened travels up: an area announces an event, areas above it react, in the same transaction.

Reactions run in the order in which they were registered, which is the order of INSTALLED_APPS: lowest area first.
An exception in one rolls everything back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

E = TypeVar("E")
_reactions: dict[type, list[Callable[[Any], None]]] = {}


def when(event: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register a reaction: ``@when(InvoiceVoided)`` above a function that takes the event."""

    def register(reaction: Callable[[E], None]) -> Callable[[E], None]:
        _reactions.setdefault(event, []).append(reaction)
        return reaction

    return register


def announce(event: object) -> None:
    """Tell everybody who asked that something happened, now, inside this transaction."""
    for reaction in _reactions.get(type(event), ()):
        reaction(event)


def reactions_to(event: type) -> list[Callable[[Any], None]]:
    """Who reacts to an event: for the generated reference."""
    return list(_reactions.get(event, ()))
