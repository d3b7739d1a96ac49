"""Records that move into another studio get new ids, and whatever names them follows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from museminder.primitives.ids import uuid7

# An id as it stands in a column, in a list, or somewhere in a text, with or without its hyphens.
_ID = re.compile(
    r"(?<![0-9A-Za-z])[0-9a-fA-F]{8}(-?)[0-9a-fA-F]{4}\1[0-9a-fA-F]{4}\1[0-9a-fA-F]{4}\1[0-9a-fA-F]{12}(?![0-9A-Za-z])"
)
_SHORTEST = 32


class NewIds:
    """Which record becomes which: ids that are no record's, such as an account's, stay what they are."""

    def __init__(self) -> None:
        self._new: dict[str, str] = {}

    def give(self, ids: Iterable[UUID]) -> None:
        """Give new ids to records; called with a table's ids in their order, the new ones have the same order."""
        for each in ids:
            self._new.setdefault(str(each), str(uuid7()))

    def pairs(self) -> dict[str, str]:
        """Every old id and its new one, as text."""
        return dict(self._new)

    def put_into(self, value: Any) -> Any:
        """The value with every id of a record replaced, however deep it lies in lists and objects."""
        if isinstance(value, str):
            if len(value) < _SHORTEST:
                return value
            return self._new.get(value) or _ID.sub(self._replaced, value)
        if isinstance(value, list):
            return [self.put_into(each) for each in value]
        if isinstance(value, dict):
            return {self.put_into(key): self.put_into(each) for key, each in value.items()}
        return value

    def _replaced(self, found: re.Match[str]) -> str:
        written = found[0]
        new = self._new.get(str(UUID(written)))
        if new is None:
            return written
        new = new if found[1] else new.replace("-", "")
        return new if written == written.lower() else new.upper()
