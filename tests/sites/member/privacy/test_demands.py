"""A family without a demand reads that there is none; the others: tests/attacks/test_39_legal_demands.py."""

from __future__ import annotations

from tests.browsing import get
from tests.factories.people import make_family, make_guardian
from tests.schools import School


def test_none_is_said_so(live_school: School) -> None:
    maria = live_school.add_person("Maria", "guardian")
    with live_school.inside(live_school.owner):
        make_guardian(live_school, make_family(live_school), "Maria", maria)

    assert b"Nothing was demanded" in get(maria, live_school, "privacy/demands/").content
    assert b"A court demanded" not in get(maria, live_school, "privacy/").content
