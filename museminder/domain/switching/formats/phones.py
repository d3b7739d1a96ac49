"""Phone numbers as typed, and as they can be dialed."""

import re
from functools import lru_cache

import phonenumbers

from museminder.domain.switching.rules.records import ImportedPhone

_EXTENSION = re.compile(r"\s*(?:x|ext\.?|extension|#|poste|durchwahl|,)\s*(\d{1,7})$", re.IGNORECASE)


def parse_phone(text: str, *, kind: str, region: str) -> ImportedPhone:
    """Reads a phone number of a region; what cannot be dialed is kept as it was typed, with no dialable form.

    `kind` is home, work or mobile. The dialable form is E.164 (+12125550123); possible lengths are checked,
    not whether the number exists; a number without its area code cannot be dialed.
    """
    number, extension = _split(text)
    return ImportedPhone(kind, text, _dialable(number, region.upper()), extension)


def _split(text: str) -> tuple[str, str]:
    match = _EXTENSION.search(text)
    return (text[: match.start()], match[1]) if match else (text, "")


@lru_cache(maxsize=100_000)
def _dialable(number: str, region: str) -> str:
    """E.164, trying 00 as an international prefix where the region itself dials another."""
    attempts = [number, f"+{number[2:]}"] if number.startswith("00") else [number]
    for attempt in attempts:
        try:
            parsed = phonenumbers.parse(attempt, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number_with_reason(parsed) == phonenumbers.ValidationResult.IS_POSSIBLE:
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return ""
