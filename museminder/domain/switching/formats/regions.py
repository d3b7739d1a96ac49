"""How people of a region write dates, numbers and days, from the Unicode locale data that Babel carries."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError


@lru_cache(maxsize=512)
def locale_of(region: str) -> Locale:
    """The most usual locale of a region (two letters, ISO 3166); that of international English if unknown."""
    try:
        return Locale.parse(f"und_{region.upper()}")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_001")
