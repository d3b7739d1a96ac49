"""The line is cut while a form is sent: what was typed is there again, and is forgotten once it was taken."""

from __future__ import annotations

from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from museminder.web import assets
from tests.sites.studio.calendar.served import studio_page

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module", autouse=True)
def built():
    assets.build()


@pytest.fixture
def opened(live_school, tmp_path):
    with studio_page(live_school.owner, tmp_path) as (page, address):
        yield page, f"{address}{live_school.slug}/courses/create/", f"{address}{live_school.slug}/courses/"


def send(page):
    with suppress(Error):  # the browser shows a page of its own
        page.locator("form#form button[type=submit], form#form button:not([type])").first.click()
        page.wait_for_load_state("load")


def test_a_cut_line_loses_nothing_that_was_typed(opened):
    page, form, others = opened
    page.goto(form)
    page.locator("form#form [name=name]").fill("Ballet for beginners")
    page.context.set_offline(True)
    send(page)
    page.context.set_offline(False)

    page.goto(others)
    page.goto(form)

    expect(page.locator("form#form [name=name]")).to_have_value("Ballet for beginners")
    expect(page.locator("#announcer")).to_have_text("What you typed before is back.")

    send(page)
    expect(page.locator("main")).to_contain_text("Ballet for beginners")
    page.goto(form)
    expect(page.locator("form#form [name=name]")).to_have_value("")


def test_a_part_of_a_page_that_gets_no_answer_says_so(opened):
    page, _form, others = opened
    page.goto(others)
    expect(page.locator("[data-offline]")).to_be_hidden()

    page.context.set_offline(True)
    page.evaluate("htmx.ajax('GET', location.href, {target: '#announcer', swap: 'none'}).catch(() => null)")

    expect(page.locator("[data-offline]")).to_be_visible()
    expect(page.locator("[data-offline]")).to_contain_text("No answer came.")
