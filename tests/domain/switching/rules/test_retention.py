"""How long files and reports are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from museminder.domain.switching.rules.retention import files_go_at, report_goes_at

MADE = datetime(2026, 9, 1, tzinfo=UTC)
LATER = MADE + timedelta(days=3)


@pytest.mark.parametrize(
    ("undo_until", "undone_at", "goes"),
    [(None, None, MADE + timedelta(days=30)), (LATER, None, LATER), (LATER, MADE, MADE)],
)
def test_files_go_when_nothing_can_be_done_with_them(
    undo_until: datetime | None, undone_at: datetime | None, goes: datetime
) -> None:
    assert files_go_at(created_at=MADE, undo_until=undo_until, undone_at=undone_at) == goes


def test_reports_stay_thirty_days() -> None:
    assert report_goes_at(MADE) == MADE + timedelta(days=30)
