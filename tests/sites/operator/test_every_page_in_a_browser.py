"""The operator site and a studio's support pages in a browser: for a screen reader, on a phone, in the dark."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from museminder.domain.oversight.actions.support_grants import grant_support
from museminder.domain.privacy.actions.breaches import record_breach
from museminder.domain.privacy.actions.legal_holds import place_legal_hold
from museminder.foundation.tenancy.jobs import fan_out
from museminder.primitives.clock import now
from museminder.web import assets
from tests.browser import axe, browser, look, overflow
from tests.browsing import client_of
from tests.factories.operators import Operator, make_operator, operating
from tests.factories.people import make_family, make_student
from tests.schools import School
from tests.sites.operator.counting import count
from tests.sites.operator.test_every_page import FORMS, PAGES
from tests.sites.studio.switching.test_imports import work

pytestmark = pytest.mark.slow
DESK = ("retention", "retention/holds/create", "breaches", "transfers", "promotional", "closing")
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
    desk = [f"{live_school.slug}/privacy/{page}/" for page in DESK]
    fill_the_desk(live_school, operator)
    visits = {"operator": (operator.client(), [*PAGES, *FORMS])}
    visits["studio"] = (client_of(live_school.owner), [support, f"{support}{grant.pk}/", *desk])
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


def fill_the_desk(school: School, operator: Operator) -> None:
    """A breach, a hold, and a night."""
    with operating(operator):
        record_breach(
            what_happened="A copy of a table was fetched",
            whose="Telephones of guardians",
            what_we_do="The way in is closed",
            found_at=now() - timedelta(hours=80),
            studios={school.studio_id: 40},
            by=operator.actor,
            at=now(),
        )
    with school.inside(school.owner):
        place_legal_hold(
            student_id=make_student(school, make_family(school), "Ada").pk,
            reason="Claim at the county court",
            review_on=now().date() + timedelta(days=90),
            by=school.owner.actor,
            at=now(),
        )
    fan_out("privacy.retention")
    work()


def answer(client: Client, route: Any) -> None:
    """What the site answers, without a socket in between."""
    path = "/" + route.request.url.split("/", 3)[3]
    response = client.get(path, secure=True)
    for connection in connections.all(initialized_only=True):
        connection.close()  # each route runs in a context of its own, with connections of its own
    body = b"".join(response) if response.streaming else response.content
    for connection in connections.all(initialized_only=True):
        connection.close()  # Playwright answers each request in a context of its own, and so does a connection
    route.fulfill(status=response.status_code, headers=dict(response.items()), body=body)
