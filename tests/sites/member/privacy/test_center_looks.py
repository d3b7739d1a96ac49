"""The pages of the privacy center as a browser shows them: accessible at both widths, in both themes."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connections
from playwright.sync_api import Page

from museminder.domain.privacy.models import Erasure, FamilyExport
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.clock import now
from museminder.web import assets
from tests.browser import ONCE_EACH, barriers, browser
from tests.browsing import client_of
from tests.sites.member.billing.paying import work
from tests.sites.member.consents.test_consents_looks import HOST, served_by
from tests.sites.member.privacy.conftest import Home


def worked() -> None:
    """The browser keeps a loop running in the test's own thread."""

    def do() -> None:
        work()
        connections.close_all()

    worker = Thread(target=do)
    worker.start()
    worker.join()


def test_a_guardian_reads_asks_copies_and_erases_on_pages_without_barriers(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    assets.build()
    found: list[str] = []
    with home.school.inside(home.school.owner) as entry:
        owner = home.school.owner.actor
        reveal([home.theodore], ["care_notes"], purpose=Purpose.EMERGENCY, by=owner, at=now())
    base = f"{HOST}/{entry.slug}/privacy/"

    def examine(page: Page, name: str) -> None:
        found.extend(barriers(page, name, ONCE_EACH))

    with browser() as chromium:
        page = chromium.new_page(ignore_https_errors=True)
        served_by(client_of(home.maria), page)
        page.goto(base)
        page.get_by_role("link", name="What is held, and why").press("Enter")
        page.get_by_role("heading", name="Who the student is").wait_for()
        examine(page, "held")
        page.goto(f"{base}students/{home.theodore.pk}/looks/")
        examine(page, "looks")
        page.goto(f"{base}requests/create/")
        examine(page, "ask")
        page.get_by_label("In your words").fill("Theodor, without an e")
        page.get_by_role("button", name="Ask", exact=True).press("Enter")
        page.get_by_text("The studio has it").wait_for()
        examine(page, "request")
        page.goto(f"{base}exports/")
        page.get_by_role("button", name="Make a copy").press("Enter")
        page.get_by_text("It is being made").wait_for()
        worked()
        with home.school.inside(home.maria):
            export = FamilyExport.objects.get().pk
        page.goto(f"{base}exports/{export}/")
        examine(page, "export")
        page.goto(f"{base}own-record/erasures/create/")
        examine(page, "erase-myself")
        page.goto(f"{base}students/{home.theodore.pk}/erasures/create/")
        examine(page, "erase")
        page.get_by_label("I know that nobody can undo this").check()
        page.get_by_role("button", name="Erase Theodore").press("Enter")
        page.get_by_text("It is being looked at").wait_for()
        worked()
        with home.school.inside(home.maria):
            erasure = Erasure.objects.get().pk
        page.goto(f"{base}erasures/{erasure}/")
        page.get_by_text("Unreadable in any backup from").wait_for()
        examine(page, "erasure")
        page.goto(base)
        examine(page, "center")

    assert found == []
