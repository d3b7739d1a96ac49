"""What is put in place of the program's own does what the sabotage says; that each is noticed: tests/promise/checks."""

from __future__ import annotations

import pytest

from museminder.promise.mutants.family import _AnyReason
from museminder.sites.studio.people.forms import PurposeForm


@pytest.mark.parametrize("said", [{}, {"purpose": "curiosity"}])
def test_a_reason_is_made_up(said: dict[str, str]) -> None:
    sabotaged = _AnyReason(said)

    assert (sabotaged.is_valid(), sabotaged.cleaned_data["purpose"]) == (True, "lesson")
    assert not PurposeForm(said).is_valid()
