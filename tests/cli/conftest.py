"""The small cluster with a store beside it, for the commands about backups."""

from __future__ import annotations

from tests.foundation.backups.conftest import kept

__all__ = ["kept"]
