"""What is published of demands has no studio, no issuer and no family in it."""

from __future__ import annotations

from museminder.domain.oversight.actions.publications import legal_demands
from museminder.foundation.tenancy.context import site
from museminder.primitives.clock import now
from museminder.promise.probe.demanding import make_demand, make_staff
from tests.schools import School


def test_counts_alone_are_published(school: School) -> None:
    make_demand(make_staff(), school.studio_id)
    with site("owner"):
        [item] = legal_demands(now())

    assert item.content == {"name": item.key, "received": 1, "refused": 0, "fulfilled": 0, "families": "0"}
