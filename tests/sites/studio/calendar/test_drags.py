"""Meetings are dragged, and moved by keyboard, in a real browser; the clash is seen before anything is saved."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from museminder.domain.courses.rules.local_time import clock_of, studio_zone
from museminder.web import assets
from tests.databases import close_all
from tests.factories import courses as make
from tests.sites.studio.calendar.served import studio_page

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module", autouse=True)
def built():
    assets.build()


@pytest.fixture
def open_calendar(scene, tmp_path):
    with studio_page(scene.owner, tmp_path) as (page, address):
        page.goto(f"{address}{scene.school.slug}/calendar/?view=day&columns=rooms&day=2026-02-04")
        expect(page.locator(f'[data-meeting="{scene.first.id}"]')).to_be_visible()
        yield page


def times(scene):
    """Day, time and room of Tap's meetings, read in a thread without Playwright's loop."""

    def read():
        try:
            with scene.school.inside(scene.owner):
                return [
                    (
                        m.held_on.day,
                        clock_of(m.starts_at, studio_zone()).isoformat("minutes"),
                        m.room_id == scene.hall.id,
                    )
                    for m in make.meetings_of(scene.tap)
                ]
        finally:
            close_all()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(read).result()


def test_meeting_is_dragged_an_hour_earlier_and_saved_after_the_question(scene, open_calendar):
    page, meeting = open_calendar, open_calendar.locator(f'[data-meeting="{scene.first.id}"]')
    box = meeting.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] - 30, steps=6)
    page.mouse.move(box["x"] + 20, box["y"] + 10 - 72, steps=6)  # four quarters of 18 pixels
    page.mouse.up()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Wednesday, February 4, 2026, 3:00 pm to 3:45 pm, Studio A.")
    assert times(scene)[0] == (4, "16:00", True)
    dialog.get_by_role("button", name="Move", exact=True).click()
    expect(dialog).to_be_hidden()
    assert times(scene) == [(4, "15:00", True), (11, "16:00", True), (18, "16:00", True), (25, "16:00", True)]


def test_keyboard_moves_the_series_and_a_taken_room_blocks_the_button(scene, open_calendar):
    page = open_calendar
    page.locator(f'[data-meeting="{scene.first.id}"]').focus()
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Where").select_option(label="Studio B")
    expect(dialog).to_contain_text("Studio B is taken on Wed, Feb 4 from 4:00 pm to 4:45 pm: Jazz.")
    expect(dialog.get_by_role("button", name="Move", exact=True)).to_be_disabled()
    dialog.get_by_label("Begins").fill("2026-02-04T17:00")
    dialog.get_by_label("This and following").check()
    expect(dialog).to_contain_text("4 meetings move.")
    dialog.get_by_role("button", name="Move", exact=True).click()
    expect(dialog).to_be_hidden()
    assert times(scene) == [(day, "17:00", False) for day in (4, 11, 18, 25)]


def test_phone_lists_the_week_with_its_meetings(scene, tmp_path):
    with studio_page(scene.owner, tmp_path) as (page, address):
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(f"{address}{scene.school.slug}/calendar/?view=week&day=2026-02-01")
        expect(page.locator(f'[data-meeting="{scene.first.id}"]')).to_be_visible()


def test_answer_that_comes_late_does_not_stand_for_a_newer_question(scene, open_calendar):
    page, held = open_calendar, []
    page.route("**/calendar/move/", lambda route: held.append(route) if not held else route.continue_())
    page.locator(f'[data-meeting="{scene.first.id}"]').focus()
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("This and following").check()
    expect(dialog).to_contain_text("4 meetings move.")
    with page.expect_response("**/calendar/move/"):
        held[0].continue_()
    page.wait_for_load_state("networkidle")
    expect(dialog).to_contain_text("4 meetings move.")
