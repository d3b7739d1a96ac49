"""The studio, and what every row of one has in common."""

from .idempotency_key import IdempotencyKey
from .owned import StudioManager, StudioOwned, StudioQuerySet
from .studio import Studio

__all__ = ["IdempotencyKey", "Studio", "StudioManager", "StudioOwned", "StudioQuerySet"]
