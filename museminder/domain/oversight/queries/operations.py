"""How the studios and the machine are, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from museminder.domain.oversight.models import StudioFigures

OPERATES = "operator"


@dataclass(frozen=True, slots=True)
class Health:
    """Jobs that wait and failed, when the worker was last heard, bytes of the database."""

    waiting: int
    oldest_waiting: datetime | None
    failed: int
    worker_seen: datetime | None
    database_bytes: int


def studio_figures() -> list[StudioFigures]:
    """The counts of every studio, by its number."""
    return list(StudioFigures.objects.order_by("number"))


def health() -> Health:
    """How the machine is now; for whoever operates it."""
    with connections[OPERATES].cursor() as cursor:
        cursor.execute("select h.*, pg_database_size(current_database()) from sec.health() h")
        return Health(*cursor.fetchone())
