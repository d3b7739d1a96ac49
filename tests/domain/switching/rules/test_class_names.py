"""What class names give away."""

from __future__ import annotations

import pytest

from museminder.domain.switching.rules.class_names import course_name, weekdays_in_name


@pytest.mark.parametrize(
    ("name", "course", "days"),
    [
        ("Ballet III Wed 3:30", "Ballet III", (2,)),
        ("Ballet III - Wed 3:30pm", "Ballet III", (2,)),
        ("Ballet II (Wed)", "Ballet II", (2,)),
        ("Tap I Mon/Wed 5:00", "Tap I", (0, 2)),
        ("Jazz Saturdays at 9", "Jazz", (5,)),
        ("Pre-Ballet", "Pre-Ballet", ()),
        ("Sunshine Singers", "Sunshine Singers", ()),
        ("Friday", "Friday", (4,)),
        ("Wed Wonders 2", "Wed Wonders 2", (2,)),
    ],
)
def test_the_day_and_time_at_the_end_are_not_the_course(
    name: str, course: str, days: tuple[int, ...]
) -> None:
    assert (course_name(name), weekdays_in_name(name)) == (course, days)
