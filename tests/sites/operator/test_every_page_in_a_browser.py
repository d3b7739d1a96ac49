"""The operator site and a studio's support pages in a browser: for a screen reader, on a phone, in the dark."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from museminder.domain.oversight.actions.broken_glass import ask_to_break_glass
from museminder.domain.oversight.actions.registers import record_attestation, record_review
from museminder.domain.oversight.actions.support_grants import grant_support
from museminder.domain.oversight.models import DemandNotice
from museminder.domain.privacy.actions.breaches import record_breach
from museminder.domain.privacy.actions.legal_holds import place_legal_hold
from museminder.foundation.published.models import Letter
from museminder.foundation.tenancy.jobs import fan_out
from museminder.primitives.clock import now
from museminder.primitives.ids import uuid7
from museminder.promise.probe.demanding import make_demand
from museminder.web import assets
from tests.browser import axe, browser, look, overflow
from tests.browsing import client_of
from tests.factories.changes_of_control import make_change
from tests.factories.operators import Operator, make_operator, operating
from tests.factories.people import make_family, make_student
from tests.schools import School
from tests.sites.operator.counting import count
from tests.sites.operator.test_every_page import FORMS, PAGES
from tests.sites.studio.switching.test_imports import work

pytestmark = pytest.mark.slow
DESK = ("retention", "retention/holds/create", "breaches", "transfers", "promotional", "closing")
SHOWN = ((390, "light"), (1440, "dark"))
# Cells that fold on a phone without the word of their column before them; the last may be a button.
WORDLESS = """() => [...document.querySelectorAll("table.table-cards")].flatMap(table => {
    const words = [...table.tHead.rows[0].cells].map(cell => cell.innerText.trim())
    return [...table.tBodies[0].rows].flatMap(row => [...row.cells].slice(1)
        .filter(cell => words[cell.cellIndex] && !cell.querySelector("a, button"))
        .filter(cell => cell.dataset.label !== words[cell.cellIndex])
        .map(cell => `${cell.innerText.trim()} (${words[cell.cellIndex]})`))
})"""


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
    one_s_own = fill_the_registers(live_school, operator)
    visits = {"operator": (operator.client(), [*PAGES, *FORMS, *one_s_own])}
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
                    found += [f"no word before {cell}" for cell in page.evaluate(WORDLESS)]
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


def fill_the_registers(school: School, operator: Operator) -> list[str]:
    """A row in each register of the operator; the addresses of the pages about one of them."""
    today = now().date()
    clerk = make_operator("Clara Nussbaumer")
    demand_id = make_demand(clerk.account_id, school.studio_id)
    notice = DemandNotice(
        demand_id=demand_id, number=school.studio_id, records=["student"], made_at=now(), shown_from=now()
    )
    notice.save(using="owner", force_insert=True)
    letter = Letter(id=uuid7(), kind="question", email="v@example.com", language="en", received_at=now())
    letter.save(using="owner")
    make_change()
    with operating(operator):
        by = {"by": operator.actor, "at": now()}
        record_review(
            kind="internal",
            reviewer="Ottoline Brandt",
            scope="How support is let in",
            reviewed_on=today,
            next_due_on=today + timedelta(days=300),
            report_sha256="ab" * 32,
            finding_count=1,
            open_finding_count=0,
            **by,
        )
        record_attestation(
            kind="hosting",
            of_whom="A data center",
            document_sha256="ab" * 32,
            issued_on=today,
            expires_on=today + timedelta(days=300),
            **by,
        )
        ask_to_break_glass(number=school.studio_id, emergency="outage", reason="Nobody answers", **by)
    staff, notices = f"staff/{clerk.staff.pk}/offboardings/", f"demands/notices/{notice.pk}/letters/"
    return [f"demands/{demand_id}/", notices, f"letters/{letter.pk}/", staff]


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
