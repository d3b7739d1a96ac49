"""The studio, and what every row of one has in common."""

from museminder.foundation.tenancy.models.idempotency_key import IdempotencyKey
from museminder.foundation.tenancy.models.owned import StudioManager, StudioOwned, StudioQuerySet
from museminder.foundation.tenancy.models.studio import Studio

__all__ = ["IdempotencyKey", "Studio", "StudioManager", "StudioOwned", "StudioQuerySet"]
