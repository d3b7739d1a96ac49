"""How the machine is, for whoever operates it and nobody else."""

from __future__ import annotations

from museminder.domain.oversight.queries.operations import health, studio_figures
from tests.factories.operators import make_operator, operating
from tests.schools import School


def test_health_is_numbers(school: School) -> None:
    with operating(make_operator()):
        found = health()
        figures = studio_figures()

    assert (found.waiting, found.oldest_waiting, found.failed, figures) == (0, None, 0, [])
    assert found.database_bytes > 1_000_000
