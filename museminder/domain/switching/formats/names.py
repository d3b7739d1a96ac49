"""Names of people as lists write them: "Howard, Patrick (1)", "Alisha Hunter, Ellen Larson"."""

import re
from typing import NamedTuple

_FAMILY = re.compile(r"(?P<family>[^,(]*?)\s*(?:,\s*(?P<given>[^(]*?))?\s*(?:\((?P<number>[^()]*)\))?")
_REMARK = re.compile(r"\(([^()]+)\)|\[([^\[\]]+)\]|\*{2,}")
_PARTICLES = frozenset(
    ("da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "la", "las", "le", "los",
     "san", "st", "ter", "van", "von", "y", "zu")
)  # fmt: skip
_FILLERS = frozenset(
    ("x", "xx", "xxx", "ms", "mr", "mrs", "mx", "n/a", "na", "none", "unknown", "-", ".", "?")
)


class PersonName(NamedTuple):
    """A name in the two parts that most lists keep."""

    given: str
    family: str


class FamilyLabel(NamedTuple):
    """A family as Jackrabbit lists it: one guardian's name, and the family's number."""

    guardian: PersonName
    number: str


def parse_family_label(text: str) -> FamilyLabel | None:
    """Reads "Howard, Patrick (1)": guardian Patrick Howard, family 1. None if nothing of it is there."""
    match = _FAMILY.fullmatch(text.strip())
    if match is None or not text.strip():
        return None
    name = PersonName((match["given"] or "").strip(), (match["family"] or "").strip())
    return FamilyLabel(name, (match["number"] or "").strip())


def split_name(text: str) -> PersonName:
    """Splits "Ludwig van Beethoven" or "Beethoven, Ludwig van" into given and family name."""
    family, comma, given = text.partition(",")
    if comma:
        return PersonName(given.strip(), family.strip())
    words = text.split()
    if len(words) < 2:
        return PersonName(text.strip(), "")
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in _PARTICLES:
        first -= 1
    return PersonName(" ".join(words[:first]), " ".join(words[first:]))


def split_people(text: str) -> tuple[str, ...]:
    """Splits a list of people: by semicolons or lines if there are any, else by commas between full names.

    "Hunter, Alisha" is one person, "Alisha Hunter, Ellen Larson" two.
    """
    if re.search(r"[;\n]", text):
        parts = re.split(r"[;\n]", text)
    else:
        parts = text.split(",")
        if len(parts) == 2 and not any(" " in part.strip() for part in parts):
            parts = [text]
    names = (" ".join(split_name(part.strip())).strip() if "," in part else part.strip() for part in parts)
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))


def split_list(text: str) -> tuple[str, ...]:
    """Splits a list of things by semicolons or lines; blank entries are dropped."""
    return tuple(part.strip() for part in re.split(r"[;\n]", text) if part.strip())


def is_filler(text: str) -> bool:
    """Says whether a first name only fills a required cell: "X", "Ms"."""
    return text.strip().casefold().rstrip(".") in _FILLERS


def remark_in(name: str) -> str:
    """The remark somebody put into a name, "(sibling)"; "" if there is none."""
    match = _REMARK.search(name)
    return match[0] if match else ""
