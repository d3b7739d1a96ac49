"""A studio goes along when its owner says so, and not before, and can say otherwise until the day."""

from __future__ import annotations

from museminder.domain.privacy.queries.changes_of_control import goes_along
from tests.browsing import get, post
from tests.factories.changes_of_control import make_change
from tests.schools import School

ANSWERS = "privacy/transfers/answers/create/"


def test_no_answer_is_a_no_and_only_the_owner_answers(live_school: School) -> None:
    manager = live_school.add_person("Manuel", "manager")
    change = make_change()
    said = {"change": change.pk, "answer": "yes"}
    answered, codes = [], []
    for person, data in (
        (live_school.owner, {}),
        (manager, said),
        (live_school.owner, said),
        (live_school.owner, said | {"answer": "no"}),
        (live_school.owner, said | {"change": live_school.owner.account_id}),
    ):
        codes.append(post(person, live_school, ANSWERS, data).status_code)
        with live_school.inside(live_school.owner):
            answered.append(goes_along(change.pk))
    page = get(live_school.owner, live_school, "privacy/transfers/").content.decode()

    assert (codes, answered) == ([422, 404, 302, 302, 422], [False, False, True, False, False])
    assert [text in page for text in ("Does not go along", "in 40 days", "leaving/exports/")] == [True] * 3
