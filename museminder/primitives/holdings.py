"""What each area declares about the personal data it holds: every field of every model, classified."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from museminder.primitives.retention import Retention


class DataClass(StrEnum):
    """How much a field says about a person, from nothing to what a family holds most dear."""

    PUBLIC = "public"
    BUSINESS = "business"
    CONTACT = "contact"
    CHILD = "child"
    CHILD_HIGH = "child-high"
    SECRET = "secret"


@dataclass(frozen=True, slots=True)
class Holding:
    """One model and the class of each of its fields; ``subject`` is the path to the person a row is about."""

    model: str
    fields: dict[str, DataClass]
    purpose: str
    retention: Retention
    subject: str = ""


@dataclass(slots=True)
class _Register:
    holdings: dict[str, Holding] = field(default_factory=dict)


_register = _Register()


def hold(*holdings: Holding) -> None:
    """Declare what an area holds; a model is declared once."""
    for holding in holdings:
        if holding.model in _register.holdings:
            raise ValueError(f"{holding.model} is declared twice")
        _register.holdings[holding.model] = holding


def holdings() -> dict[str, Holding]:
    """Everything that is held, by model label such as ``people.Student``."""
    return dict(_register.holdings)
