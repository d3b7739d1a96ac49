"""Private lessons out of lists that stand beside each other."""

from __future__ import annotations

from datetime import date, time

import pytest

from museminder.domain.switching.formats.fields import FormatKind
from museminder.domain.switching.formats.lessons import read_lessons
from museminder.domain.switching.rules.records import ImportedLesson, RateKind
from tests.domain.switching.formats.lists import contact, row_reader

PER_LESSON = RateKind.PER_LESSON


def lessons(**cells: str) -> tuple[tuple[ImportedLesson, ...], tuple[tuple[str, int], ...]]:
    return read_lessons(row_reader(contact(**cells), FormatKind.MUSIC_STAFF_CONTACTS), by_comma=False)


def test_parallel_lists_are_matched_by_position() -> None:
    found, uneven = lessons(
        Instrument="Piano; Voice",
        Duration="30; 60",
        Lesson_Price="32.50; 60.00",
        Rate="Per lesson; Per month",
        Teacher="Vera Lind; Omar Haddad",
        Next_Lesson="09/02/2026 16:00:00",
    )

    assert found == (
        ImportedLesson("Piano", "Vera Lind", 30, 3250, PER_LESSON, date(2026, 9, 2), time(16)),
        ImportedLesson("Voice", "Omar Haddad", 60, 6000, RateKind.PER_MONTH),
    )
    assert uneven == ()


def test_a_single_entry_is_for_every_lesson_and_reported() -> None:
    found, uneven = lessons(
        Instrument="Piano; Voice", Duration="30; 60", Lesson_Price="45", Teacher="Vera Lind"
    )

    assert [(one.subject, one.minutes, one.price_amount, one.instructor) for one in found] == [
        ("Piano", 30, 4500, "Vera Lind"),
        ("Voice", 60, 4500, "Vera Lind"),
    ]
    assert uneven == (("subject", 2), ("instructor", 1), ("minutes", 2), ("price", 1))


def test_a_list_too_short_leaves_the_last_lessons_without() -> None:
    found, _ = lessons(Instrument="Piano; Voice; Cello", Duration="30; 45", Lesson_Price="45; 45; 60")

    assert [(one.minutes, one.price_amount) for one in found] == [(30, 4500), (45, 4500), (None, 6000)]


def test_blank_entries_keep_their_place() -> None:
    found, _ = lessons(Instrument="Piano; Voice", Lesson_Price="; 60.00")

    assert [one.price_amount for one in found] == [None, 6000]


@pytest.mark.parametrize("text", ["30", "30 min", "30 Minutes", "30m"])
def test_minutes_may_carry_their_word(text: str) -> None:
    assert lessons(Instrument="Piano", Duration=text)[0][0].minutes == 30


def test_a_row_without_subject_and_instructor_has_no_lesson() -> None:
    assert lessons(Duration="30", Lesson_Price="45") == ((), ())
