"""What a record of a breach must say."""

from __future__ import annotations

from datetime import timedelta

import pytest

from museminder.domain.privacy.actions.breaches import record_breach
from museminder.foundation.identity.rules import Refused
from museminder.primitives.actor import PROGRAM
from tests.schools import NOON


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"whose": " "}, "whose information"),
        ({"found_at": NOON + timedelta(seconds=1)}, "not come yet"),
        ({"what_happened": "4111 1111 1111 1111 was taken"}, "card number"),
    ],
)
def test_it_says_everything_and_nothing_that_is_still_to_come(changed: dict, sentence: str) -> None:
    said = {"what_happened": "A copy was taken", "whose": "Telephones", "what_we_do": "Closed it"}
    facts = said | {"found_at": NOON, "studios": {1: 2}, "by": PROGRAM, "at": NOON} | changed

    with pytest.raises(Refused, match=sentence):
        record_breach(**facts)
