"""Counting a studio needs a studio; what only areas above can count comes from them."""

from __future__ import annotations

import pytest

from museminder.domain.oversight.actions.figures import count_studio
from museminder.foundation.tenancy.context import OutsideStudio
from museminder.primitives.clock import now
from tests.schools import School


def test_outside_a_studio_nothing_is_counted(school: School) -> None:
    with pytest.raises(OutsideStudio):
        count_studio(at=now())
