"""When two texts are meant to be the same name."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """A name without case, accents, punctuation and extra spaces: O'Brien-Núñez is obrien nunez."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(
        sign if sign.isalnum() else " " if sign.isspace() or sign in "-_/,;" else ""
        for sign in decomposed
        if not unicodedata.combining(sign)
    )
    return " ".join(kept.split())
