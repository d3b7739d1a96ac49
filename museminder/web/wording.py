"""What a page says, in its reader's language: each message is looked up once in a process and language."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.utils import translation
from markupsafe import Markup

from museminder.web.reading import language_of_page


def gettext(message: Any, /, **values: Any) -> Markup:
    """A message of a template, its ``%(name)s`` filled in; values are escaped, the message is not."""
    language = language_of_page()
    if values:
        return _pattern(language, str(message)) % values
    return _sentence(language, str(message))


def ngettext(one: str, many: str, count: int, /, **values: Any) -> Markup:
    """The same for a message that depends on a count, which it may name ``%(num)s``."""
    return Markup(translation.ngettext(one, many, count)) % ({"num": count} | values)  # noqa: S704  our own words


@lru_cache(maxsize=4096)
def _pattern(_language: str, message: str) -> Markup:
    return Markup(translation.gettext(message))  # noqa: S704  our own words, from the catalog


@lru_cache(maxsize=4096)
def _sentence(language: str, message: str) -> Markup:
    no_values: dict[str, Any] = {}
    return _pattern(language, message) % no_values
