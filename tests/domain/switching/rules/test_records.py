"""Names of the people in a roster."""

from __future__ import annotations

from museminder.domain.switching.rules.records import ImportedStaff
from tests.domain.switching.rules.rosters import guardian, student


def test_a_name_is_one_text_without_stray_spaces() -> None:
    people = (
        student(first_name="Ngozi", last_name="Okafor"),
        student(first_name="", last_name="Okafor"),
        guardian(first_name="Ada", last_name=""),
        ImportedStaff("9", "9", "Vera", "Lind"),
    )

    assert [one.name for one in people] == ["Ngozi Okafor", "Okafor", "Ada", "Vera Lind"]
