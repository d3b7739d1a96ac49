"""Nobody is erased against a guardian's word or silence; a court settles it, a hold stops it."""

from __future__ import annotations

from uuid import UUID

import pytest

from museminder.domain.privacy.models import ErasureVoice
from museminder.domain.privacy.rules.weighing import State, weighed

MARIA, JONAS = UUID(int=1), UUID(int=2)
YES, NO = ErasureVoice(account_id=MARIA, agrees=True), ErasureVoice(account_id=MARIA, agrees=False)
TOO = ErasureVoice(account_id=JONAS, agrees=True)
COURT = ErasureVoice(account_id=None, agrees=True, evidence="County court, 4 May")


@pytest.mark.parametrize(
    ("voices", "waits_for", "asked_on_paper", "state"),
    [
        ([], [], 0, State.DONE),
        ([], [MARIA], 0, State.WAITING),
        ([YES], [MARIA], 0, State.DONE),
        ([YES], [MARIA, JONAS], 0, State.WAITING),
        ([YES, TOO], [MARIA, JONAS], 0, State.DONE),
        ([YES], [MARIA], 1, State.WAITING),
        ([NO, TOO], [MARIA, JONAS], 0, State.DISPUTED),
        ([NO, COURT], [MARIA], 1, State.DONE),
    ],
)
def test_who_agrees_decides(
    voices: list[ErasureVoice], waits_for: list[UUID], asked_on_paper: int, state: State
) -> None:
    facts = {"voices": voices, "waits_for": waits_for, "asked_on_paper": asked_on_paper}

    assert weighed(is_held=False, **facts) == state
    assert weighed(is_held=True, **facts) == State.HELD
