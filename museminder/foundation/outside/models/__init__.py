"""What was told to whom."""

from museminder.foundation.outside.models.account_disclosure import AccountDisclosure
from museminder.foundation.outside.models.disclosure import Disclosure

__all__ = ["AccountDisclosure", "Disclosure"]
