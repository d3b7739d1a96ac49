"""Who reads what we told the studio; what stands there is in tests/sites/operator/test_breaches.py."""

from __future__ import annotations

from tests.browsing import get
from tests.counting import statements
from tests.schools import School


def test_only_who_answers_for_the_school_reads_it(live_school: School) -> None:
    people = [
        live_school.owner,
        *(live_school.add_person(role, role) for role in ("manager", "office", "instructor")),
    ]

    assert [get(each, live_school, "privacy/breaches/").status_code for each in people] == [
        200,
        200,
        404,
        404,
    ]


def test_the_page_asks_one_question(live_school: School) -> None:
    with statements("studio") as asked:
        get(live_school.owner, live_school, "privacy/breaches/")

    assert [one.split(" FROM ")[1].split()[0] for one in asked if " FROM " in one] == [
        '"privacy_breachnotice"'
    ]
