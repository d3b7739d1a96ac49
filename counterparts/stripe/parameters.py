"""Reads what a request sent: nested form fields, each asked for by name, none left unread.

A parameter nobody asked for is an error, as at Stripe: a misspelled name must not pass in silence.
"""

import re
from collections.abc import Iterable
from typing import Any

from counterparts.stripe.failures import invalid

_NAME = re.compile(r"([^\[\]]+)|\[([^\[\]]*)\]")
LONGEST_METADATA_VALUE = 500
MOST_METADATA = 50


def nested(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """`a[b][0]=x` pairs as dictionaries; indexes stay keys ("0"), `a[]=x` counts up by itself."""
    tree: dict[str, Any] = {}
    for key, value in pairs:
        steps = [first or second for first, second in _NAME.findall(key)]
        if not steps:
            raise invalid(f"Invalid parameter name: {key}", key)
        level = tree
        for step in steps[:-1]:
            level = level.setdefault(step, {})
            if not isinstance(level, dict):
                raise invalid(f"Invalid parameter: {key}", key)
        level[steps[-1] or str(len(level))] = value
    return tree


class Parameters:
    """The parameters of one request, or of one group inside it (`card[…]`)."""

    def __init__(self, tree: dict[str, Any], name: str = "") -> None:
        self._tree = tree
        self._name = name
        self._read: set[str] = set()
        self._groups: list[Parameters] = []

    def has(self, name: str) -> bool:
        """Whether it was sent at all (asking does not count as reading)."""
        return name in self._tree

    def is_group(self, name: str) -> bool:
        """Whether it was sent as a group of fields rather than one value."""
        return isinstance(self._tree.get(name), dict)

    def text(self, name: str, longest: int = 5000) -> str | None:
        """A text, or None when not sent."""
        self._read.add(name)
        value = self._tree.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            raise invalid(f"Invalid string: {self.full(name)}", self.full(name))
        if len(value) > longest:
            raise invalid(
                f"Invalid string: {self.full(name)} must be at most {longest} characters", self.full(name)
            )
        return value or None

    def need(self, name: str, longest: int = 5000) -> str:
        """A text that must be there."""
        value = self.text(name, longest)
        if value is not None:
            return value
        if self.has(name):
            sentence = f"You passed an empty string for '{self.full(name)}'."
            raise invalid(sentence, self.full(name), "parameter_invalid_empty")
        raise invalid(f"Missing required param: {self.full(name)}.", self.full(name), "parameter_missing")

    def whole(self, name: str) -> int | None:
        """A whole number, or None when not sent."""
        value = self.text(name, 30)
        if value is None:
            return None
        if not re.fullmatch(r"-?[0-9]{1,18}", value):
            sentence = f"Invalid integer: {value}"
            raise invalid(sentence, self.full(name), "parameter_invalid_integer")
        return int(value)

    def need_whole(self, name: str) -> int:
        """A whole number that must be there."""
        self.need(name, 30)
        value = self.whole(name)
        assert value is not None
        return value

    def flag(self, name: str) -> bool | None:
        """`true` or `false`, or None when not sent."""
        value = self.choice(name, ("true", "false"))
        return None if value is None else value == "true"

    def choice(self, name: str, choices: tuple[str, ...]) -> str | None:
        """One of the given words, or None when not sent."""
        value = self.text(name)
        if value is not None and value not in choices:
            wanted = ", ".join(choices)
            raise invalid(f"Invalid {self.full(name)}: must be one of {wanted}", self.full(name))
        return value

    def group(self, name: str) -> "Parameters | None":
        """The fields inside `name[…]`, or None when not sent."""
        self._read.add(name)
        value = self._tree.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, dict):
            raise invalid(f"Invalid object: {self.full(name)}", self.full(name))
        group = Parameters(value, self.full(name))
        self._groups.append(group)
        return group

    def rows(self, name: str) -> "list[Parameters]":
        """The groups of a list of groups, `name[0][…]`, in order."""
        self._read.add(name)
        value = self._tree.get(name, {})
        if not isinstance(value, dict) or not all(isinstance(row, dict) for row in value.values()):
            raise invalid(f"Invalid array: {self.full(name)}", self.full(name))
        rows = [Parameters(row, f"{self.full(name)}[{index}]") for index, row in value.items()]
        self._groups.extend(rows)
        return rows

    def words(self, name: str) -> list[str]:
        """The texts of a list, `name[0]=…`, in order."""
        self._read.add(name)
        value = self._tree.get(name, {})
        if not isinstance(value, dict) or not all(isinstance(word, str) for word in value.values()):
            raise invalid(f"Invalid array: {self.full(name)}", self.full(name))
        return list(value.values())

    def metadata(self, before: dict[str, str] | None = None) -> dict[str, str]:
        """The caller's own labels merged over those from before; an empty value removes one."""
        self._read.add("metadata")
        sent = self._tree.get("metadata", {})
        if sent == "":
            return {}
        if not isinstance(sent, dict) or not all(isinstance(value, str) for value in sent.values()):
            raise invalid("Invalid object: metadata", self.full("metadata"))
        for key, value in sent.items():
            if len(key) > 40 or len(value) > LONGEST_METADATA_VALUE:
                raise invalid(
                    f"Metadata key or value too long: {key[:40]}", self.full(f"metadata[{key[:40]}]")
                )
        merged = {**(before or {}), **sent}
        kept = {key: value for key, value in merged.items() if value != ""}
        if len(kept) > MOST_METADATA:
            raise invalid(f"Metadata can have at most {MOST_METADATA} keys", self.full("metadata"))
        return kept

    def full(self, name: str) -> str:
        """The parameter's whole name, such as `card[number]`."""
        return f"{self._name}[{name}]" if self._name else name

    def finish(self) -> None:
        """Refuse what nobody read."""
        for name in self._tree:
            if name not in self._read:
                sentence = f"Received unknown parameter: {self.full(name)}"
                raise invalid(sentence, self.full(name), "parameter_unknown")
        for group in self._groups:
            group.finish()
