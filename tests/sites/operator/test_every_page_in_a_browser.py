"""The operator site and a studio's support pages in a browser: for a screen reader, on a phone, in the dark."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from museminder.domain.oversight.actions.support_grants import grant_support
from museminder.primitives.clock import now
from museminder.web import assets
from tests.browser import axe, browser, look, overflow
from tests.browsing import client_of
from tests.factories.operators import make_operator
from tests.schools import School
from tests.sites.operator.counting import count
from tests.sites.operator.test_every_page import FORMS, PAGES

pytestmark = pytest.mark.slow
SHOWN = ((390, "light"), (1440, "dark"))


def test_pages_read_well(live_school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop running beside us
    assets.build()
    operator = make_operator()
    make_operator("Una Never", trained_days=None)
    with live_school.inside(live_school.owner):
        grant = grant_support(
            account_id=operator.account_id,
            reason="A class is there twice",
            hours=4,
            may_reveal=True,
            membership_id=live_school.owner.membership_id,
            by=live_school.owner.actor,
            at=now(),
        )
    count()
    support = f"{live_school.slug}/support/"
    visits = {"operator": (operator.client(), [*PAGES, *FORMS])}
    visits["studio"] = (client_of(live_school.owner), [support, f"{support}{grant.pk}/"])
    faults: dict[str, list[str]] = {}
    with browser() as chromium:
        for site, (client, paths) in visits.items():
            page = chromium.new_context(locale="en-US", reduced_motion="reduce").new_page()
            page.route("**/*", partial(answer, client))
            for path in paths:
                page.goto(f"https://{site}.localhost/{path}", wait_until="networkidle")
                for width, theme in SHOWN:
                    look(page, width, theme)
                    found = axe(page) if width == 390 else []
                    found += [f"{pixels} pixels too wide"] if (pixels := overflow(page)) else []
                    faults.setdefault(path, []).extend(found)

    assert {path: found for path, found in faults.items() if found} == {}


def answer(client: Client, route: Any) -> None:
    """What the site answers, without a socket in between."""
    path = "/" + route.request.url.split("/", 3)[3]
    response = client.get(path, secure=True)
    body = b"".join(response) if response.streaming else response.content
    for connection in connections.all(initialized_only=True):
        connection.close()  # Playwright answers each request in a context of its own, and so does a connection
    route.fulfill(status=response.status_code, headers=dict(response.items()), body=body)
