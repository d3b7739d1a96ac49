"""Makes ``known.bin``: ``python -m museminder.foundation.identity.breached.making``.

Source: the common passwords that Django ships (Royce Williams' list of about 20,000, from public thefts of
data). Few of them have 15 characters, so they are lengthened the way people do it when a form asks for more:
written two or three times, with a year, with counting, with another of the most common words. Keyboard walks
and well-known phrases are added. Deterministic: the same Django makes the same file.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from django.contrib.auth import password_validation

from museminder.foundation.identity.breached.known import pack

TARGET = Path(__file__).parent / "known.bin"
_SHORTEST, _LONGEST = 15, 32
_PAIRED = 240  # so many of the most common words are paired with each other
_TAILS = ["123", "1234", "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "!", "123!"]
_YEARS = tuple(str(year) for year in range(1985, 2031))
_ROWS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "azertyuiop",
    "qwertzuiop",
)
_PHRASES = """
correct horse battery staple
i love you so much
i love you forever
let me in please
open sesame now
to be or not to be
may the force be with you
in god we trust 1
the quick brown fox
hello my friend
this is my password
my password is password
password is my password
admin administrator
i love music
i hate passwords
change me please
forgot my password
music is my life
dance like nobody
twinkle twinkle little star
happy birthday to you
do re mi fa sol la ti do
piano piano piano
never gonna give you up
we are the champions
jesus loves me 123
trust no one 1234
i am your father
""".strip().splitlines()


def common_passwords() -> list[str]:
    """Django's list, in its own order."""
    path = Path(password_validation.__file__).parent / "common-passwords.txt.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [line.strip() for line in lines if line.strip()]


def known_passwords() -> Iterator[str]:
    """Every password of the shipped list, some more than once."""
    words = common_passwords()
    yield from _fitting(words)
    for word in words:
        yield from _lengthened(word)
    yield from _fitting("".join(pair) for pair in product(words[:_PAIRED], repeat=2))
    yield from _walks()
    for phrase in _PHRASES:
        joined, hyphened = phrase.replace(" ", ""), phrase.replace(" ", "-")
        for shape in (phrase, joined, hyphened, phrase.title().replace(" ", "")):
            yield from _fitting([shape, f"{shape}1", f"{shape}!", f"{shape}123"])


def _lengthened(word: str) -> Iterator[str]:
    yield from _fitting([word * 2, word * 3, word + word[::-1], *(sign.join((word, word)) for sign in "_- ")])
    if len(word) >= 8:
        yield from _fitting(word + tail for tail in (*_TAILS, *_YEARS))


def _walks() -> Iterator[str]:
    for row, other in product(_ROWS, repeat=2):
        yield from _fitting([row + other, row + other[::-1], row[::-1] + other, (row + other) * 2])
        yield from _fitting((row + other)[:length] for length in range(_SHORTEST, len(row + other)))
    yield from _fitting(("1234567890" * 4)[:length] for length in range(_SHORTEST, _LONGEST))


def _fitting(candidates: Iterable[str]) -> Iterator[str]:
    return (candidate for candidate in candidates if _SHORTEST <= len(candidate) <= _LONGEST)


if __name__ == "__main__":
    TARGET.write_bytes(pack(known_passwords()))
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size} bytes\n")
