"""The rows of the plain tables."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import UUID

from museminder.domain.courses.queries.calendar import Calendar, Entry, Teacher
from museminder.sites.studio.calendar.plain import Row, rows_by_day

ONE, DAY = UUID("0197e5a0-0000-7000-8000-000000000001"), date(2026, 2, 4)
BEGINS, ENDS = datetime(2026, 2, 4, 21, tzinfo=UTC), datetime(2026, 2, 4, 22, tzinfo=UTC)


def test_a_row_says_when_and_where_a_meeting_is_and_leads_to_it(studio, settings):
    settings.ROOT_URLCONF = "museminder.config.urls.studio"
    shown = {
        BEGINS: SimpleNamespace(iso="16:00", words="4 pm"),
        ENDS: SimpleNamespace(iso="17:00", words="5 pm"),
    }
    team = (Teacher(ONE, "Wren Cho", False),)
    facts = (BEGINS, ENDS, DAY, ONE, "dance", ONE, "Studio A", "Main", True, True, "Snow", "", 8, 3, True, 1)
    entry = Entry(ONE, "Tap", "class", *facts, team)
    roster = f"/conservatory/enrollment/rosters/meetings/{ONE}/"
    details = f"/conservatory/calendar/meetings/{ONE}/"
    row = Row(
        "16:00", "4 pm", "5 pm", "dance", roster, "Tap", "closed", "Studio A", "Wren Cho", (), "3/8", details
    )
    assert rows_by_day(Calendar(DAY, DAY, [entry], [], [], [], []), shown) == {DAY: [row]}
