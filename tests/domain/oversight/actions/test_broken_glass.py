"""An emergency is for a studio that there is; nobody agrees to what nobody asked."""

from __future__ import annotations

import pytest

from museminder.domain.oversight.actions.broken_glass import ask_to_break_glass, break_glass
from museminder.foundation.identity.rules import Refused
from museminder.primitives.clock import now
from museminder.primitives.ids import uuid7
from tests.factories.operators import make_operator, operating
from tests.schools import School


def test_no_such_studio_and_nobody_asked(school: School) -> None:
    alma = make_operator("Alma")
    with operating(alma), pytest.raises(Refused):
        ask_to_break_glass(number=9_999, emergency="safety", reason="x", by=alma.actor, at=now())
    with operating(alma), pytest.raises(Refused):
        break_glass(glass_id=uuid7(), by=alma.actor)
