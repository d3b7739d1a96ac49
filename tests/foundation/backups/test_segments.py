"""Names of segments, and which are missing."""

from __future__ import annotations

from museminder.foundation.backups.segments import (
    is_history,
    is_segment,
    missing_between,
    position,
    segment_of,
    segments_between,
)


def test_a_place_in_the_log_lies_in_a_segment_and_what_ends_one_belongs_to_it() -> None:
    assert position("1/2000028") == (1 << 32) + 0x2000028
    assert segment_of(1, position("0/2000028")) == "000000010000000000000002"
    assert segment_of(1, position("0/3000000")) == "000000010000000000000002"
    assert segment_of(2, position("1/1")) == "000000020000000100000000"
    assert [is_segment("000000010000000000000002"), is_segment("000000010000000000000002.partial")] == [
        True,
        False,
    ]
    assert [is_history("00000002.history"), is_history("x.history")] == [True, False]


def test_segments_go_on_past_the_end_of_a_number_and_a_gap_is_named() -> None:
    names = list(segments_between("0000000100000000000000FE", "000000010000000100000001"))

    assert [name[8:] for name in names] == [
        "00000000000000FE",
        "00000000000000FF",
        "0000000100000000",
        "0000000100000001",
    ]
    assert missing_between([names[0], names[3]]) == names[1:3]
    assert missing_between([]) == []
