"""The words that the promise finds for itself: how many sentences are kept, and since when we know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from museminder.domain.privacy.queries.promise import Standing, State


@dataclass(frozen=True, slots=True)
class Sums:
    """How the sentences stand together; ``checked_at`` is the last run of any check."""

    all: int
    testable: int
    kept: int
    broken: int
    late: int
    missing: int
    checked_at: datetime | None


def sums_of(standing: Sequence[Standing]) -> Sums:
    """Count the sentences by how they stand."""
    count = {state: sum(each.state is state for each in standing) for state in State}
    runs = [run.ran_at for each in standing for run in each.runs if run is not None]
    return Sums(
        all=len(standing),
        testable=len(standing) - count[State.INTENT],
        kept=count[State.KEPT],
        broken=count[State.BROKEN],
        late=count[State.LATE],
        missing=count[State.MISSING],
        checked_at=max(runs, default=None),
    )


def words_of(state: State) -> tuple[str, str]:
    """A state as the page says it, with the kind of its badge."""
    return {
        State.KEPT: (_("Kept"), "good"),
        State.BROKEN: (_("Broken"), "bad"),
        State.LATE: (_("Late"), "bad"),
        State.MISSING: (_("Not proven yet"), "bad"),
        State.INTENT: (_("Not testable"), ""),
    }[state]


def windows_of(standing: Sequence[Standing], *, linked: bool = True) -> list[dict[str, Any]]:
    """One window for each sentence, dark where it is not kept; each leads to its sentence on the same page."""
    return [
        {
            "id": each.clause.id,
            "kind": each.clause.kind,
            "state": words_of(each.state)[0],
            "late": each.state not in (State.KEPT, State.INTENT),
            "href": f"#{each.clause.id}" if linked else "",
        }
        for each in standing
    ]
