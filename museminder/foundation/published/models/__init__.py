"""Letters that came through the public site."""

from museminder.foundation.published.models.letter import Letter

__all__ = ["Letter"]
