"""One clock for all computers of an installation."""

from datetime import timedelta

import pytest

from museminder.foundation.tenancy.clocks import no_later_than_now
from museminder.foundation.tenancy.context import OutsideStudio
from museminder.primitives.clock import now
from tests.schools import NOON, School


def test_a_clock_that_runs_ahead_is_not_believed_and_the_past_stays(studio: School) -> None:
    ahead = now() + timedelta(hours=2)

    assert no_later_than_now(NOON) == NOON
    assert ahead - no_later_than_now(ahead) > timedelta(hours=1)


def test_without_a_site_there_is_no_clock() -> None:
    with pytest.raises(OutsideStudio):
        no_later_than_now(NOON)
