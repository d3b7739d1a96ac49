"""What happens every hour."""

from __future__ import annotations

from museminder.foundation.tenancy.jobs import fan_out
from tests.sites.studio.switching.test_imports import work


def count() -> None:
    """Have every studio counted, and let a worker do it."""
    fan_out("oversight.count_studio")
    work()
