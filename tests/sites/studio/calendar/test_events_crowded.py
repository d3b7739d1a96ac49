"""In a crowded hour every meeting can be read, and reached by keyboard: in the grid or in the list of the rest."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from museminder.web import assets
from tests.browser import axe
from tests.factories import courses as make
from tests.sites.studio.calendar.served import studio_page

pytestmark = pytest.mark.journey

CROWD = 8


@pytest.fixture
def together(scene):
    """Eight meetings on Wednesday, February 4, 2026, at four: Tap, Jazz and six more, each in its room."""
    with scene.school.inside(scene.owner):
        offerings = [
            make.offering(f"Lesson {number}", make.weekly(room=make.room(f"Room {number}")))
            for number in range(CROWD - 2)
        ]
        return {str(make.meetings_of(one)[0].id) for one in (*offerings, scene.tap, scene.jazz)}


def test_every_meeting_of_a_crowded_hour_is_read_and_reached(scene, together, tmp_path):
    assets.build()
    with studio_page(scene.owner, tmp_path) as (page, address):
        page.goto(f"{address}{scene.school.slug}/calendar/?view=week&day=2026-02-04")
        more = page.locator("[data-calendar-box]").get_by_role("button", name="7 more Wednesday, February 4")
        expect(more).to_be_visible()
        cards = page.locator("[data-calendar-box] .ec-event.meeting").all()
        assert [card.bounding_box()["width"] >= 76 for card in cards] == [True] * 2
        shown = {link.get_attribute("data-meeting") for link in page.locator("[data-meeting]").all()}
        more.focus()
        page.keyboard.press("Enter")
        links = page.get_by_role("dialog").get_by_role("link").all()
        assert [link.bounding_box()["width"] >= 80 for link in links] == [True] * (CROWD - 1)
        assert shown | {link.get_attribute("data-meeting") for link in links} == together
        assert axe(page) == []
        page.get_by_role("dialog").get_by_role("button", name="Move Lesson 5").click()
        expect(page.get_by_role("dialog")).to_contain_text("Move Lesson 5?")
        page.keyboard.press("Escape")
        page.set_viewport_size({"width": 390, "height": 844})
        expect(page.locator("[data-calendar-box] [data-meeting]")).to_have_count(CROWD)
