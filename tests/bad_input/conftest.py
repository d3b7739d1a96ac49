"""One studio with a row in every table for all tests of a file; whatever they send is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from museminder.promise.probe.filling import Filled, fill_studio
from tests.bad_input.states import install_state
from tests.databases import TestDatabase


@dataclass(frozen=True)
class Studios:
    """Whose forms are tried, and whose ids are tried in them."""

    ours: Filled
    theirs: Filled

    @property
    def foreign(self) -> dict[str, str]:
        """Another studio's id for each of one's own."""
        return {str(row.pk): str(self.theirs.rows[label].pk) for label, row in self.ours.rows.items()}


@pytest.fixture(scope="module")
def studios(database: TestDatabase, django_db_blocker: object) -> Iterator[Studios]:
    """Two studios in a database of this file's own, with every site's own login."""
    with django_db_blocker.unblock(), database.copied() as copy:  # type: ignore[attr-defined]
        made = Studios(fill_studio("ours"), fill_studio("theirs"))
        assert (made.ours.unfilled, made.theirs.unfilled) == ({}, {})
        install_state(copy)
        yield made
