"""The small cluster with a store beside it, for the commands about backups."""

from __future__ import annotations

import os

import pytest

from tests.foundation.backups.conftest import kept

__all__ = ["kept", "on_this_computer"]


@pytest.fixture
def on_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """No database lives on a server, whatever the tests themselves run against."""
    for name in [name for name in os.environ if name.endswith(("DATABASE_URL", "SUPERUSER_URL"))]:
        monkeypatch.delenv(name)
