"""The export of a studio with rows in every table, made once."""

from __future__ import annotations

import pytest

from tests.databases import TestDatabase
from tests.domain.leaving.exporting import export_of, full_studio


@pytest.fixture(scope="session")
def full_export(tmp_path_factory, database: TestDatabase, django_db_blocker) -> dict[str, bytes]:
    """Its files by name."""
    with django_db_blocker.unblock(), database.copied():
        return export_of(full_studio("ours"), tmp_path_factory.mktemp("export") / "full")
