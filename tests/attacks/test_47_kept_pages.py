"""Spare attack 7: a page, a print or a file left behind in a browser's own storage after signing out."""

from __future__ import annotations

import pytest

from tests.browsing import client_of
from tests.factories.people import make_family, make_guardian
from tests.schools import School
from tests.sites.studio.test_every_page import plain_addresses


@pytest.mark.parametrize("site", ["studio", "member"])
def test_no_answer_may_be_kept(live_school: School, site: str) -> None:
    person = live_school.owner
    if site == "member":
        person = live_school.add_person("Dov", "guardian")
        with live_school.inside(live_school.owner):
            make_guardian(live_school, make_family(live_school), "Dov", person)
    client = client_of(person)

    kept = {
        (address, answer.status_code, answer.headers.get("Cache-Control"))
        for address in ["", *plain_addresses(f"museminder.config.urls.{site}"), "nowhere/"]
        for answer in [client.get(f"/{live_school.slug}/{address}", secure=True)]
        if "no-store" not in answer.headers.get("Cache-Control", "")
    }

    assert kept == set()
