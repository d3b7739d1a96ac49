"""One line for every answer, in which nothing of the address stands."""

from __future__ import annotations

import logging
from uuid import uuid4

import pytest

from museminder.primitives.telling import LOGGER, Lines
from tests.browsing import client_of, get
from tests.schools import School


def test_a_page_is_told_by_its_route(live_school: School, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, LOGGER):
        get(live_school.owner, live_school, "people/families/?q=Wilhelmina")
        client_of(live_school.owner).get(f"/{live_school.slug}/people/Wilhelmina/", secure=True)
        get(live_school.owner, live_school, f"people/families/{uuid4()}/")

    told = [record for record in caplog.records if record.name == LOGGER]
    facts = [record.facts for record in told]  # type: ignore[attr-defined]
    assert [(each["route"], each["status"], each["site"]) for each in facts] == [
        ("studio:people:families:index", 200, "studio"),
        ("none", 404, None),
        ("studio:people:families:show", 404, "studio"),
    ]
    assert [each["studio_id"] for each in facts] == [live_school.studio_id, None, live_school.studio_id]
    assert all(each["duration_ms"] > 0 for each in facts)
    assert not any("Wilhelmina" in Lines().format(record) for record in told)
