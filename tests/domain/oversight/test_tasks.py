"""Every studio is counted by a job of its own."""

from __future__ import annotations

from museminder.domain.oversight.models import StudioFigures
from museminder.domain.oversight.tasks import count_studios
from tests.schools import School, open_school
from tests.sites.studio.switching.test_imports import work


def test_the_hourly_task_counts_every_studio(live_school: School) -> None:
    other = open_school("other", "Other")
    count_studios(timestamp=0)
    work()

    assert list(StudioFigures.objects.using("owner").order_by("number").values_list("number", flat=True)) == [
        live_school.studio_id,
        other.studio_id,
    ]
