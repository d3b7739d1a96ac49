"""How a declaration reads."""

from __future__ import annotations

from museminder.primitives.retention import Event, Rule, kept, until


def test_words_come_from_the_rules_and_the_reason() -> None:
    gone = Rule("photographs", Event.STUDENT_LEFT, "student", months=12)

    assert str(until(gone, otherwise="the rest stays")) == (
        "photographs: until 12 months after the student has left; the rest stays"
    )
    assert (str(kept("for ever")), kept("for ever").rules) == ("for ever", ())
