"""An emergency by its pages: one of us asks, another agrees, the owner sees it among whom was let in."""

from __future__ import annotations

import re

import pytest

from tests.browsing import get
from tests.factories.operators import make_operator
from tests.schools import School
from tests.sites.operator.counting import count

pytestmark = pytest.mark.usefixtures("vault")


def test_an_emergency_by_its_pages(live_school: School) -> None:
    count()
    alma, bela = make_operator("Alma A"), make_operator("Bela B")
    asking, agreeing = alma.client(), bela.client()
    typed = {"number": live_school.studio_id, "emergency": "attack", "reason": "Somebody tries passwords"}
    wrong = asking.post("/emergencies/create/", typed | {"emergency": "curiosity"}, secure=True).status_code
    done = asking.post("/emergencies/create/", typed, secure=True).status_code
    page = asking.get("/emergencies/", secure=True).content.decode()
    there = re.search(
        r"/emergencies/([0-9a-f-]{36})/approvals/",
        agreeing.get("/emergencies/", secure=True).content.decode(),
    )
    asking.post(there[0], secure=True)
    before = get(live_school.owner, live_school, "support/").content.decode()
    agreeing.post(there[0], secure=True)
    after = get(live_school.owner, live_school, "support/").content.decode()
    grant = re.search(r"support/[0-9a-f-]{36}/", after)[0]
    shown = get(live_school.owner, live_school, grant).content.decode()

    assert (wrong, done, "/approvals/" in page) == (422, 302, False)
    assert ("Alma A" in before, "Emergency" in after, "Alma A" in after) == (False, True, True)
    assert "Bela B agreed to it" in shown
    assert "End it now" in shown
