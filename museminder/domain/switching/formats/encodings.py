"""Which characters the bytes of a text file stand for."""

import codecs

from charset_normalizer import from_bytes

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
_MAC_LINE_END = b"\r"


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
    return _decoded(data, chosen), chosen


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
    lines = [line for line in data.replace(_MAC_LINE_END, b"\n").split(b"\n") if not line.isascii()]
    best = from_bytes(b"\n".join(lines[:400]), cp_isolation=["cp1252", "mac_roman"]).best()
    if best is not None:
        return best.encoding
    return "latin-1"  # every byte means something there; the rows show it if it is the wrong thing


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as reason:
        raise UnreadableFile(f"The file cannot be read as {encoding}. Please export it as UTF-8.") from reason
