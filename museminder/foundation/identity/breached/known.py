"""A compact set of passwords: sorted SHA-1 prefixes, searched by bisection.

Five bytes of SHA-1 each, so a hundred thousand passwords take half a megabyte, and a password that is not
among them is taken for one once in ten million. SHA-1 is a name here, not a secret: the words are public.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from hashlib import sha1

WIDTH = 5


def name_of(password: str) -> bytes:
    """The five bytes a password is known by."""
    return sha1(password.encode(), usedforsecurity=False).digest()[:WIDTH]


def pack(passwords: Iterable[str]) -> bytes:
    """The file of a list: every name once, in order, with nothing between them."""
    return b"".join(sorted({name_of(password) for password in passwords}))


class KnownPasswords:
    """Answers whether a password is in the list."""

    def __init__(self, packed: bytes) -> None:
        if len(packed) % WIDTH:
            raise ValueError("the list of known passwords was cut off")
        self._packed = packed

    def __len__(self) -> int:
        return len(self._packed) // WIDTH

    def __contains__(self, password: object) -> bool:
        if not isinstance(password, str):
            return False
        name = name_of(password)
        place = bisect_left(range(len(self)), name, key=self._at)
        return place < len(self) and self._at(place) == name

    def _at(self, place: int) -> bytes:
        return self._packed[place * WIDTH : (place + 1) * WIDTH]
