"""Which characters the bytes of a text file stand for."""

import codecs
import re

from museminder.domain.switching.formats.tables import UnreadableFile

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN_FILES = (
    (b"%PDF", "This is a PDF. Please export the list as CSV or XLSX."),
    (b"\xd0\xcf\x11\xe0", "This is an old Excel file (.xls). Please save it as .xlsx or CSV."),
    (b"\x89PNG", "This is a picture. Please export the list as CSV or XLSX."),
    (b"\xff\xd8\xff", "This is a picture. Please export the list as CSV or XLSX."),
    (b"{\\rtf", "This is a text document. Please export the list as CSV or XLSX."),
)
_UNKNOWN = "This is not a text file we can read. Please export the list as CSV (UTF-8) or XLSX."
_EIGHT_BIT = ("cp1252", "mac_roman")
_BREAKS = re.compile(rb"[\s,;|\"]+")
_WORDS_LOOKED_AT = 2_000
_NONSENSE = 5
_USUAL = "àáâãäåæçèéêëìíîïñòóôõöøùúûüß"  # in the names of western Europe and the Americas
_RARER = "šžœÿýðþł"
_QUOTES = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026€£"


def decode(data: bytes, *, encoding: str | None = None) -> tuple[str, str]:
    """Reads the bytes of a text file, guessing its encoding unless it is given.

    Returns (text, encoding). Byte order marks and UTF-8 decide by themselves; other files are read as
    Windows-1252 or Mac Roman, whichever makes more sense. Raises UnreadableFile for other kinds of files.
    """
    for beginning, sentence in _KNOWN_FILES:
        if data.startswith(beginning):
            raise UnreadableFile(sentence)
    chosen = encoding or _marked(data) or _unmarked_utf16(data)
    if chosen:
        return _decoded(data, chosen), chosen
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as broken:
        if broken.end == len(data) and broken.reason == "unexpected end of data" and _has_utf8(data):
            return data[: broken.start].decode("utf-8"), "utf-8"  # the file ends inside a character
    if b"\0" in data:
        raise UnreadableFile(_UNKNOWN)
    chosen = _eight_bit(data)
    try:
        return data.decode(chosen), chosen
    except UnicodeDecodeError:
        return data.decode(
            "latin-1"
        ), "latin-1"  # every byte means something there; the rows show it if wrong


def _marked(data: bytes) -> str | None:
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows a zero in every other byte, because headings are mostly ASCII."""
    head = data[:400]
    if len(head) < 4:
        return None
    half = len(head) // 2
    if head[1::2].count(0) > half * 0.7 and head[0::2].count(0) == 0:
        return "utf-16-le"
    if head[0::2].count(0) > half * 0.7 and head[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _has_utf8(data: bytes) -> bool:
    """Says whether anything beyond ASCII before the broken end is good UTF-8."""
    return not data[:-4].isascii()


def _eight_bit(data: bytes) -> str:
    """Windows-1252 or Mac Roman, whichever makes better words; Windows if it is a tie."""
    words = list(dict.fromkeys(word for word in _BREAKS.split(data) if not word.isascii()))[:_WORDS_LOOKED_AT]
    sense = {encoding: sum(_sense(word, encoding) for word in words) for encoding in _EIGHT_BIT}
    return max(_EIGHT_BIT, key=lambda encoding: sense[encoding])


def _sense(word: bytes, encoding: str) -> int:
    """How much a word looks like one: accented letters where names have them, no signs inside."""
    try:
        text = word.decode(encoding)
    except UnicodeDecodeError:
        return -_NONSENSE
    return sum(_sense_at(text, place) for place, sign in enumerate(text) if not sign.isascii())


def _sense_at(text: str, place: int) -> int:
    sign, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if sign in _QUOTES:
        return 2 if before.isalpha() and after.isalpha() else 0
    if sign not in _USUAL and sign.lower() not in _USUAL + _RARER:
        return -2
    if sign.isupper() and before.islower():
        return -3
    if sign.islower() and not before.isalpha():
        return 1
    return 3 if sign.lower() in _USUAL else 2 if sign.isupper() else 1


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as reason:
        raise UnreadableFile(f"The file cannot be read as {encoding}. Please export it as UTF-8.") from reason
