"""Sentences with numbers, their hashes, and what differs between two texts."""

from __future__ import annotations

import pytest

from museminder.domain.privacy.rules.policy_text import (
    Compared,
    Difference,
    Sentence,
    compared,
    policy_text,
)

OLD = [
    {"heading": "What we do"},
    {"paragraph": [{"id": "S01", "text": "We ask."}, {"id": "S02", "text": "We keep."}]},
    {"list": [[{"id": "S03", "text": "Never sold."}], [{"id": "S04", "text": "Never rented."}]]},
]
NEW = [
    {"paragraph": [{"id": "S01", "text": "We  ask."}, {"id": "S02", "text": "We keep it."}]},
    {"list": [[{"id": "S04", "text": "Never rented."}, {"id": "N01", "text": "You may leave."}]]},
]


def test_a_text_is_written_with_its_headings_and_lists() -> None:
    assert policy_text(OLD).plain == "What we do\n\nWe ask. We keep.\n\n  • Never sold.\n  • Never rented."


def test_what_is_stored_reads_back_the_same() -> None:
    assert policy_text(policy_text(OLD).as_json()) == policy_text(OLD)
    assert policy_text(OLD).as_json() == OLD


def test_headings_are_no_sentences() -> None:
    assert [sentence.id for sentence in policy_text(OLD).sentences] == ["S01", "S02", "S03", "S04"]


def test_the_hash_follows_the_words_and_not_their_spacing() -> None:
    plain, spaced, other = (Sentence("S01", text) for text in ("We ask.", " We\n ask. ", "We asked."))

    assert plain.sha256 == spaced.sha256
    assert plain.sha256 != other.sha256


def test_versions_are_compared_sentence_by_sentence() -> None:
    assert compared(policy_text(OLD), policy_text(NEW)) == [
        Compared("S01", Difference.KEPT, "We ask.", "We  ask."),
        Compared("S02", Difference.CHANGED, "We keep.", "We keep it."),
        Compared("S04", Difference.KEPT, "Never rented.", "Never rented."),
        Compared("N01", Difference.ADDED, "", "You may leave."),
        Compared("S03", Difference.REMOVED, "Never sold.", ""),
    ]


def test_a_number_stands_once() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        policy_text([*OLD, OLD[1]])


def test_an_unknown_block_is_refused() -> None:
    with pytest.raises(ValueError, match="footnote"):
        policy_text([{"footnote": "psst"}])
