"""What an announcement and an answer to it must be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from museminder.domain.privacy.actions.changes_of_control import announce_change, choose_transfer
from museminder.foundation.identity.rules import Refused
from museminder.primitives.actor import PROGRAM
from tests.factories.changes_of_control import make_change
from tests.schools import NOON, School


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"what_changes": " "}, "what changes"),
        ({"taken_over_by": "4111 1111 1111 1111"}, "card number"),
        ({"effective_on": NOON.date() + timedelta(days=30)}, "30 days to read"),
    ],
)
def test_an_announcement_says_everything_and_leaves_time(changed: dict, sentence: str) -> None:
    said = {"taken_over_by": "Harbor", "what_changes": "Letters"}
    facts = said | {"effective_on": NOON.date() + timedelta(days=31), "by": PROGRAM, "at": NOON} | changed

    with pytest.raises(Refused, match=sentence):
        announce_change(**facts)


def test_on_the_day_it_is_too_late_to_answer(live_school: School) -> None:
    change = make_change()
    with live_school.inside(live_school.owner), pytest.raises(Refused, match="The day has come"):
        choose_transfer(
            change_id=change.pk, goes_along=True, by=PROGRAM, at=change.posted_at + timedelta(days=41)
        )
