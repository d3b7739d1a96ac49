from datetime import date
from types import SimpleNamespace
from urllib.parse import parse_qsl

import pytest
from django.http import QueryDict

from museminder.sites.studio.calendar.look import read_day, read_look

TODAY = date(2026, 5, 20)


def look(query=""):
    return read_look(SimpleNamespace(GET=QueryDict(query), now_on=TODAY))


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("", (date(2026, 5, 17), date(2026, 5, 24))),
        ("view=day", (TODAY, date(2026, 5, 21))),
        ("view=month&day=2028-02-10", (date(2028, 2, 1), date(2028, 3, 1))),
        ("view=month&day=2026-12-31", (date(2026, 12, 1), date(2027, 1, 1))),
        ("view=list&day=2026-05-17", (date(2026, 5, 17), date(2026, 5, 24))),
    ],
)
def test_days_of_each_view(query, days):
    first_on, until = look(query).days
    assert (until - first_on, first_on <= look(query).day < until) == (days[1] - days[0], True)


@pytest.mark.parametrize("view", ["day", "week", "month", "list"])
def test_later_and_earlier_touch(view):
    here = look(f"view={view}")
    assert here.after.days[0] == here.days[1]
    assert here.before.days[1] == here.days[0]


def test_address_says_everything_and_is_read_back():
    here = look("view=day&columns=rooms&day=2026-05-18&room=0197e5a0-0000-7000-8000-000000000001&program=art")
    assert look(here.query()[1:]) == here
    assert dict(parse_qsl(here.with_filter(room_id=None)[1:])) == {
        "view": "day",
        "columns": "rooms",
        "day": "2026-05-18",
        "program": "art",
    }


@pytest.mark.parametrize("text", ["", "x", "1999-12-31", "2200-01-01", "2026-02-30", "9999-99-99"])
def test_days_that_are_none_of_ours_are_left_out(text):
    assert (read_day(text), look(f"day={text}").day) == (None, TODAY)
