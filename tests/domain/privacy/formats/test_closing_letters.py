"""The letter names the day and leads to the copy."""

from __future__ import annotations

from datetime import date

from museminder.domain.privacy.formats.closing_letters import closing_letter
from museminder.domain.privacy.models import StudioClosing
from museminder.domain.privacy.queries.changes_of_control import Reached
from museminder.foundation.tenancy.context import current_entry
from museminder.primitives.ids import uuid7
from tests.schools import School


def test_each_is_led_to_their_own_copy(school: School) -> None:
    closing = StudioClosing(destroy_on=date(2099, 1, 31))
    with school.inside(school.owner):
        entry = current_entry()
        letters = [
            closing_letter(closing, entry, Reached(uuid7(), "gwen@example.com", as_owner=each)).body
            for each in (True, False)
        ]

    assert ["Until Jan. 31, 2099" in letter for letter in letters] == [True, True]
    pages = ("leaving/exports/", "privacy/exports/")
    assert [f"/{school.slug}/{page}" in letter for page, letter in zip(pages, letters, strict=True)] == [
        True
    ] * 2
