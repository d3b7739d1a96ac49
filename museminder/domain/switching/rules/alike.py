"""When two texts are meant to be the same name."""

import re
from functools import lru_cache

from museminder.primitives.text import fold

_APOSTROPHES = re.compile("['`\u2019\u02bc\u00b4]")
_NOT_A_LETTER = re.compile(r"[\W_]+")


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """A name without case, accents, punctuation and extra spaces: O'Brien-Núñez is obrien nunez."""
    return _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", fold(text))).strip()
