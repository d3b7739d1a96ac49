"""Steps of an explanation are stored and read back as they were."""

import json

import pytest

from museminder.domain.billing.rules.explanation import Step, StepKind


@pytest.mark.parametrize("kind", StepKind)
def test_step_is_the_same_after_it_was_stored(kind):
    step = Step(kind, 19448, {"of": 9, "until_on": None, "unit": "lesson"})
    assert Step.from_json(json.loads(json.dumps(step.as_json()))) == step


def test_stored_step_holds_a_kind_and_no_words():
    assert Step(StepKind.FULL_MONTH, 5000, {"month": "2026-05"}).as_json() == {
        "kind": "full_month",
        "amount": 5000,
        "parameters": {"month": "2026-05"},
    }


def test_step_of_a_kind_that_was_never_used_is_refused():
    with pytest.raises(ValueError, match="is not a valid StepKind"):
        Step.from_json({"kind": "magic", "amount": 1, "parameters": {}})
