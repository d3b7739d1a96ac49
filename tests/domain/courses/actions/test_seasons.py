from datetime import date

import pytest

from museminder.domain.courses.actions.seasons import edit_season, remove_season
from museminder.domain.courses.models import Offering, Season
from museminder.domain.courses.rules.refusals import Refused
from museminder.primitives.actor import PROGRAM
from tests.factories import courses as make
from tests.schools import NOON


def test_season_without_offerings_is_removed(studio):
    remove_season(season_id=make.season().id, by=PROGRAM, at=NOON)
    assert Season.objects.count() == 0


def test_season_in_which_something_is_offered_stays(studio):
    tap = make.offering("Tap", make.weekly())
    with pytest.raises(Refused, match="Offerings belong"):
        remove_season(season_id=tap.season_id, by=PROGRAM, at=NOON)
    assert Season.objects.count() == 1


def test_what_runs_already_keeps_its_days_when_the_season_changes(studio):
    tap = make.offering("Tap", make.weekly())
    edit_season(
        season_id=tap.season_id,
        name="Spring",
        starts_on=date(2026, 3, 2),
        until=date(2026, 5, 1),
        by=PROGRAM,
        at=NOON,
    )
    assert list(Offering.objects.values_list("starts_on", "until")) == [(date(2026, 2, 2), date(2026, 6, 1))]
