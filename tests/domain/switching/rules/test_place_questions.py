"""Questions about classes with more children than places."""

from __future__ import annotations

from museminder.domain.switching.rules.place_questions import place_questions
from tests.domain.switching.rules.rosters import offering, roster


def test_more_children_than_places_is_asked_about_per_class() -> None:
    listed = roster(
        offerings=(
            offering(2, places=12),
            offering(3, places=8),
            offering(4, places=None),
            offering(5, places=8),
        )
    )
    found = list(place_questions(listed, {"c2": 14, "c3": 8, "c4": 99}))

    assert [(one.key, one.sentence) for one in found] == [
        ("more_children_than_places:classes.csv:2", "Ballet I has 12 places and 14 children.")
    ]
    assert [choice.label for choice in found[0].choices] == [
        "Raise its meetings to 14 places",
        "The last 2 to the waitlist",
    ]
    assert found[0].default == "raise"


def test_openings_below_zero_are_asked_about_where_the_children_fit_in() -> None:
    listed = roster(
        offerings=(
            offering(2, places=12, open_places=-2),
            offering(3, places=8, open_places=0),
            offering(4, places=1, open_places=-2),
        )
    )
    found = list(place_questions(listed, {"c2": 3, "c4": 2}))

    assert [one.key for one in found] == ["more_children_than_places:classes.csv:4", "negative_openings"]
    assert [subject.text for subject in found[1].subjects] == ["Ballet I: 14 in 12 places, 3 listed"]
    assert found[1].default == "keep"
