from datetime import date

import pytest

from museminder.domain.courses.models import Offering, ScheduleTemplate, Season
from museminder.domain.courses.rules.extending import check_can_extend
from museminder.domain.courses.rules.refusals import Refused

TAP = Offering(studio_id=1, starts_on=date(2026, 2, 2), until=date(2026, 6, 1))
WEEKLY = [ScheduleTemplate(studio_id=1)]


def season(until):
    return Season(studio_id=1, starts_on=date(2026, 1, 1), until=until)


def test_offering_runs_on_into_a_season_that_ends_later():
    assert check_can_extend(TAP, season(date(2026, 6, 2)), WEEKLY) is None


@pytest.mark.parametrize(("until", "weekly"), [(date(2026, 6, 1), WEEKLY), (date(2026, 6, 2), [])])
def test_it_needs_more_days_and_a_weekly_time(until, weekly):
    with pytest.raises(Refused) as refusal:
        check_can_extend(TAP, season(until), weekly)
    assert refusal.value.field == "season"
