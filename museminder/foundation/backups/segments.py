"""The names of PostgreSQL's log segments, and what lies in which."""

from __future__ import annotations

import re
from collections.abc import Iterator

SEGMENT_BYTES = 16 * 1024 * 1024
_NAME = re.compile(r"^[0-9A-F]{24}$")
_HISTORY = re.compile(r"^[0-9A-F]{8}\.history$")


def position(lsn: str) -> int:
    """A place in the log, ``0/2000028``, as a number."""
    high, _, low = lsn.partition("/")
    return (int(high, 16) << 32) + int(low, 16)


def segment_of(timeline: int, at: int) -> str:
    """The segment in which the byte before a place lies: ``000000010000000000000002``."""
    return _named(timeline, max(at - 1, 0) // SEGMENT_BYTES)


def is_segment(name: str) -> bool:
    """Whether this is the name of a whole segment."""
    return _NAME.match(name) is not None


def is_history(name: str) -> bool:
    """Whether this is the file that says where a timeline branched off."""
    return _HISTORY.match(name) is not None


def begins_at(name: str) -> int:
    """The place in the log at which a segment begins, as a number."""
    return _number(name) * SEGMENT_BYTES


def segments_between(first: str, last: str) -> Iterator[str]:
    """Every segment from one to another of the same timeline, both included."""
    timeline = int(first[:8], 16)
    for number in range(_number(first), _number(last) + 1):
        yield _named(timeline, number)


def missing_between(names: list[str]) -> list[str]:
    """The segments that are not there between the first and the last of each timeline."""
    missing = []
    for timeline in sorted({name[:8] for name in names}):
        own = sorted(name for name in names if name.startswith(timeline))
        missing += sorted(set(segments_between(own[0], own[-1])) - set(own))
    return missing


def _named(timeline: int, number: int) -> str:
    per_file = (1 << 32) // SEGMENT_BYTES
    return f"{timeline:08X}{number // per_file:08X}{number % per_file:08X}"


def _number(name: str) -> int:
    return int(name[8:16], 16) * ((1 << 32) // SEGMENT_BYTES) + int(name[16:], 16)
