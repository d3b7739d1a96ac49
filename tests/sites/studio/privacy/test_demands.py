"""Owners and managers read of demands; what stands there is in tests/sites/operator/test_demands.py."""

from __future__ import annotations

from tests.browsing import get
from tests.schools import School


def test_who_may_read(live_school: School) -> None:
    people = [
        live_school.owner,
        *(live_school.add_person(each, each) for each in ("manager", "office", "instructor")),
    ]

    assert [get(each, live_school, "privacy/demands/").status_code for each in people] == [200, 200, 404, 404]
