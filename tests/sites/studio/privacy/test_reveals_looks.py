"""What was held, the witness, and pages that say no, as a browser shows them: no barrier in any theme or width."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, Route

from museminder.foundation.vault.access_log.sequencing import sequence_waiting
from museminder.foundation.vault.connecting import close_vault_connections
from museminder.primitives.clock import now
from museminder.web import assets
from tests.browser import barriers, browser
from tests.browsing import client_of
from tests.factories.people import make_family, make_student
from tests.foundation.vault.entries import an_entry
from tests.schools import School
from tests.vaults import Vault

HOST = "https://studio.localhost"


def served_by(client: Client, page: Page) -> None:
    """Every request of the browser is answered by the program in this process."""

    def answer(route: Route) -> None:
        asked, path = route.request, route.request.url.removeprefix(HOST)
        headers = {name: value for name, value in asked.headers.items() if name.startswith("hx-")}
        if asked.method == "POST":
            form = "application/x-www-form-urlencoded"
            headers["referer"] = HOST
            said = client.post(path, asked.post_data, content_type=form, secure=True, headers=headers)
        else:
            said = client.get(path, secure=True, headers=headers)
        body = b"".join(said.streaming_content) if said.streaming else said.content
        connections.close_all()
        route.fulfill(status=said.status_code, headers=dict(said.headers), body=body)

    page.route(f"{HOST}/**", answer)


def test_pages_of_held_reveals_have_no_barrier(
    live_school: School, own_vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    assets.build()
    found: list[str] = []
    marisol = live_school.add_person("Marisol Vega", "office")
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        child = make_student(live_school, family, "Luz", care_notes="Carries an inhaler")
    facts = {"studio_id": live_school.studio_id, "account_id": marisol.account_id, "at": now()}
    an_entry(subjects=[UUID(int=100 + number) for number in range(50)], **facts)
    sequence_waiting()
    place = f"{HOST}/{live_school.slug}"

    def examine(page: Page, name: str) -> None:
        found.extend(barriers(page, name))

    with browser() as chromium:
        page = chromium.new_page(ignore_https_errors=True)
        served_by(client_of(marisol), page)
        page.goto(f"{place}/people/students/{child.pk}/care-notes/")
        page.get_by_role("combobox").select_option("lesson")
        page.get_by_role("button", name="Show").click()
        page.get_by_text("Nothing was opened.").wait_for()
        examine(page, "held")
        owner = chromium.new_page(ignore_https_errors=True)
        served_by(client_of(live_school.owner), owner)
        for path, name in (
            ("/privacy/reveals", "reveals"),
            ("/privacy/checkpoints", "checkpoints"),
        ):
            owner.goto(f"{place}{path}/")
            examine(owner, name)
        close_vault_connections()
        monkeypatch.setattr(settings, "VAULT_SERVER", {"host": "/nonexistent", "dbname": "none"})
        owner.goto(f"{place}/people/families/{family.pk}/")
        owner.get_by_text("age not available just now").wait_for()
        owner.goto(f"{place}/privacy/reveals/")
        owner.get_by_role("heading", name="This cannot be opened right now").wait_for()
        examine(owner, "silent")

    assert found == []
