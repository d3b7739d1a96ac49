"""Which version holds: asked of the database once for each question."""

from __future__ import annotations

from datetime import date

from museminder.domain.privacy.queries.policies import announced_version, version_in_effect, versions
from museminder.foundation.tenancy.context import site
from tests.counting import statements
from tests.databases import TestDatabase


def test_each_question_is_one_statement(live_database: TestDatabase) -> None:
    today = date(2026, 5, 20)
    with site("member"), statements("member") as asked:
        assert version_in_effect(on=today).number == 1
        assert announced_version(on=today) is None
        assert [version.number for version in versions()] == [1]

    assert len(asked) == 3
