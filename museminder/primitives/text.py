"""Text that people typed or another program exported: made comparable, and kept from doing harm."""

import re
import unicodedata

# Letters that Unicode does not take apart into a plain letter and an accent.
_PLAIN_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
        "ŧ": "t",
    }
)
_FORMULA_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"  # as spreadsheets read them, full width too
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*", re.ASCII)
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def fold(text: str) -> str:
    """Makes text comparable for a search: without accents, case, invisible signs and doubled spaces.

    "Łukasz  Müßig-Peña" becomes "lukasz mussig-pena". Folding twice changes nothing.
    """
    folded = _folded_once(text)
    while (again := _folded_once(folded)) != folded:  # a few letters come apart only when in lower case
        folded = again
    return folded


def _folded_once(text: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    seen = "".join(sign for sign in apart if unicodedata.category(sign) not in {"Mn", "Cf"})
    return " ".join(seen.translate(_PLAIN_LETTERS).split())


def looks_like_formula(text: str) -> bool:
    """Says whether a spreadsheet might calculate with this text, or run it, instead of showing it.

    A plain number such as -45.00 is no formula; +1 919 555 0142 is one to a spreadsheet.
    """
    seen = text.lstrip("".join(_unseen_at_start(text)))
    if _NUMBER.fullmatch(text):
        return False
    return seen[:1] in tuple(_FORMULA_SIGNS) or text[:1] in ("\t", "\r", "\n")


def _unseen_at_start(text: str) -> set[str]:
    """Spaces, controls and invisible signs: some programs drop them and then read what follows."""
    return {sign for sign in text[:20] if sign.isspace() or unicodedata.category(sign) in {"Cc", "Cf"}}


def csv_cell(text: str) -> str:
    """Writes text so that a spreadsheet shows it and never runs it: an apostrophe goes before a formula.

    `text_of_csv_cell` gives the text back unchanged.
    """
    return f"'{text}" if looks_like_formula(text.lstrip("'")) else text


def text_of_csv_cell(cell: str) -> str:
    """Reads back what `csv_cell` wrote; an apostrophe that was the text's own stays."""
    return cell[1:] if cell.startswith("'") and looks_like_formula(cell.lstrip("'")) else cell


def has_control_characters(text: str, *, lines_allowed: bool = False) -> bool:
    """Says whether text holds signs that are not text: NUL, escape, half of a pair, no character at all.

    Line breaks and tabs are among them unless allowed, as they are in a note and not in a name.
    """
    allowed = "\n\r\t" if lines_allowed else ""
    return any(
        (unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} and sign not in allowed)
        or (ord(sign) & 0xFFFE) == 0xFFFE
        or 0xFDD0 <= ord(sign) <= 0xFDEF
        for sign in text
    )


def has_bidi_override(text: str) -> bool:
    """Says whether text holds signs that make it read otherwise than it is written (a file "exe.pdf").

    Right-to-left scripts need none of them: their letters know their direction.
    """
    return _BIDI.search(text) is not None


def printable(text: str) -> str:
    """Takes away what has no place on paper: control characters but for line breaks, and reading directions."""
    if not has_control_characters(text) and not has_bidi_override(text):
        return text
    kept = (sign for sign in _BIDI.sub("", text) if sign == "\n" or not has_control_characters(sign))
    return "".join(kept)
