"""The pages of an import with a real school's files, as a browser shows them; the keyboard alone brings it in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Page

from museminder.domain.switching.models import ImportBatch
from museminder.web import assets
from tests.browser import axe, browser, look, overflow, pictures
from tests.browsing import client_of, post
from tests.domain.switching.actions.importing import JACKRABBIT, files
from tests.schools import School
from tests.sites.studio.privacy.test_reveals_looks import HOST, served_by

OUT_OF_SIGHT = """() => [...document.querySelectorAll(".tabs [aria-current]")].filter((tab) => {
    const { left, right } = tab.getBoundingClientRect();
    return left < 0 || right > innerWidth;
}).map((tab) => tab.textContent)"""
LOOKS = ((390, "dark"), (1440, "light"))
WIDE = {"import", "rows"}


def examined(page: Page, name: str) -> list[str]:
    """What is wrong with a page on a phone in the dark; the widest ones also on a desk in the light."""
    if folder := os.environ.get("MUSEMINDER_PICTURES"):
        pictures(page, Path(folder) / name)
    found = []
    for width, theme in LOOKS if name in WIDE else LOOKS[:1]:
        look(page, width, theme)
        found += [f"{name} {width} {theme}: {one}" for one in axe(page)]
        if wide := overflow(page):
            found.append(f"{name} {width} {theme}: {wide} too wide")
        found += [f"{name} {width} {theme}: {tab} is out of sight" for tab in page.evaluate(OUT_OF_SIGHT)]
    return found


def tab_to(page: Page, words: str) -> bool:
    """Press Tab until a control with these words has the focus."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == words:
            return True
    return False


def test_pages_of_an_import_have_no_barrier_and_need_no_mouse(
    live_school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    assets.build()
    owner = live_school.owner
    lists = [SimpleUploadedFile(name, text, "text/csv") for name, text in files(*JACKRABBIT)]
    here = post(owner, live_school, "switching/imports/create/", {"lists": lists}).url.removesuffix(
        "mapping/"
    )
    found: list[str] = []
    with browser() as chromium:
        page = chromium.new_page(ignore_https_errors=True)
        served_by(client_of(owner), page)
        for path, name in (("imports/create/", "create"), ("imports/", "imports")):
            page.goto(f"{HOST}/{live_school.slug}/switching/{path}")
            found += examined(page, name)
        page.goto(f"{HOST}{here}mapping/")
        found += examined(page, "mapping")
        page.locator("input[name=date_order][value=mdy]").check()
        page.get_by_role("button", name="Look the files over").click()
        page.get_by_text("What would be written").wait_for()
        for path, name in (("", "import"), ("questions/", "questions"), ("rows/?state=ready", "rows")):
            page.goto(f"{HOST}{here}{path}")
            found += examined(page, name)
        page.get_by_role("link", name="Mend").first.click()
        page.get_by_role("heading", level=1).wait_for()
        found += examined(page, "row")
        page.goto(f"{HOST}{here}")
        reached = tab_to(page, "Write it into the studio")
        page.keyboard.press("Enter")
        page.get_by_text("Being written").first.wait_for()
        found += examined(page, "writing")
    with live_school.inside(owner):
        state = ImportBatch.objects.get().state

    assert (found, reached, state) == ([], True, "committing")
