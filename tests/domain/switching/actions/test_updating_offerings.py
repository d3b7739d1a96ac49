"""A second list gives a class other days; what somebody changed here stays, and a last day is only said."""

from __future__ import annotations

from datetime import date

from museminder.domain.courses.actions.offering_edits import edit_offering
from museminder.domain.courses.models import Meeting, Offering, ScheduleTemplate
from tests.domain.switching.actions.importing import AT, brought, classes, remarks
from tests.schools import School


def tap(days: str, last_day: str = "12/31/2026", name: str = "Tap I") -> tuple[str, str]:
    return classes(f"{name},Tap,,{days},4:00 pm,5:00 pm,,09/21/2026,{last_day},8,")


def weekdays() -> list[int]:
    """On which days of the week the class meets."""
    held = Meeting.objects.filter(is_cancelled=False, held_on__gt=date(2026, 9, 27))
    return sorted({day.weekday() for day in held.values_list("held_on", flat=True)})


def test_a_day_more_and_a_day_less(studio: School) -> None:
    brought(studio, tap("Mon/Wed"))
    brought(studio, tap("Mon/Wed/Fri"))
    assert weekdays() == [0, 2, 4]
    brought(studio, tap("Fri"))
    assert weekdays() == [4]
    brought(studio, tap("Sat"))
    assert weekdays() == [5]


def test_class_somebody_changed_here_stays_as_it_is_and_is_listed(studio: School) -> None:
    brought(studio, tap("Mon"))
    offering = Offering.objects.get()
    edit_offering(
        offering_id=offering.pk,
        name="Tap for beginners",
        places=8,
        is_open=True,
        instructor_ids=(),
        by=studio.owner.actor,
        at=AT,
    )
    batch = brought(studio, tap("Wed"))
    assert (weekdays(), Offering.objects.get().name) == ([0], "Tap for beginners")
    assert remarks(studio, batch) == [
        "Tap for beginners: changed here since it was imported, so it stays as it is (name, times)."
    ]


def test_another_last_day_is_said_and_not_followed(studio: School) -> None:
    brought(studio, tap("Mon"))
    batch = brought(studio, tap("Mon", last_day="01/31/2027"))
    assert Offering.objects.get().until == date(2027, 1, 1)
    assert remarks(studio, batch) == ["Tap I: its last day in the file is 2027-01-31; here it stays."]
    assert ScheduleTemplate.objects.count() == 1
