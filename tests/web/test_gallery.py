"""Every component in a real browser: accessible, as wide as the screen, and usable from the keyboard."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import WIDTHS, axe_everywhere, look, overflow


def test_gallery_has_no_accessibility_violation_in_any_theme_or_width(page: Page):
    assert axe_everywhere(page) == []


def test_calendar_by_rooms_has_no_accessibility_violation(page: Page):
    page.goto(page.url + "?view=day&columns=rooms")
    expect(page.locator(".ec-event").first).to_be_visible()
    assert axe_everywhere(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(page: Page, width: int):
    look(page, width, "light")
    assert overflow(page) == 0


def test_spanish_words_fit_too(chromium: Browser, gallery: str):
    page = chromium.new_page(locale="es-US")
    page.goto(gallery)
    look(page, 390, "light")
    assert page.locator("html").get_attribute("lang") == "es"
    assert overflow(page) == 0
    page.close()


def test_slash_goes_to_the_search_box(page: Page):
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    assert page.locator("[data-search-shortcut]").input_value() == ""


def test_slash_in_a_field_is_a_slash(page: Page):
    note = page.locator("#id_a-note")
    note.focus()
    page.keyboard.type("3/4 time")
    assert note.input_value() == "3/4 time"
    _leave(page)


def test_dialog_opens_from_the_keyboard_and_gives_the_focus_back(page: Page):
    opener = page.get_by_role("link", name="Reverse the late fee")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Reverse the late fee of J. Vandersteen?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_menu_closes_with_escape_and_gives_the_focus_back(page: Page):
    more = page.locator("details.menu summary", has_text="More").first
    more.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Print roster")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Print roster")).to_be_hidden()
    expect(more).to_be_focused()


def test_what_was_typed_is_back_after_the_page_is_opened_again(page: Page):
    page.locator("#id_a-guardian_email").fill("ama@example.net")
    page.once("dialog", lambda asked: asked.accept())
    page.reload()
    assert page.locator("#id_a-guardian_email").input_value() == "ama@example.net"
    _leave(page)


def test_choosing_all_rows_says_how_many(page: Page):
    bar = page.locator("[data-selection-bar]")
    assert bar.inner_text().startswith("1 chosen")
    page.get_by_label("Select all").check()
    assert bar.inner_text().startswith("3 chosen")
    page.get_by_label("Select all").uncheck()
    expect(bar).to_be_hidden()


def test_theme_is_kept_when_another_page_is_opened(page: Page):
    page.locator(".side-foot [data-theme-value=dark]").click()
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.locator(".side-foot [data-theme-value='']").click()
    assert page.locator("html").get_attribute("data-theme") is None


def test_refused_field_says_why_to_a_screen_reader(page: Page):
    field = page.locator("#id_b-guardian_email")
    told = field.get_attribute("aria-describedby")
    assert told == "id_b-guardian_email_error"
    assert page.locator(f"#{told}").inner_text() == "Enter a valid email address."
    assert field.input_value() == "eleftheria"


def test_meeting_is_moved_from_the_keyboard(page: Page):
    meeting = page.locator("[data-meeting='2026-05-20-0']")
    meeting.focus()
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog", name="Move Ballet I?")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Begins").fill("2026-05-21T10:30")
    dialog.get_by_label("Begins").press("Tab")
    expect(dialog.get_by_label("Ends")).to_have_value("2026-05-21T11:30")
    expect(dialog.get_by_text("To 2026-05-21T10:30")).to_be_visible()
    dialog.get_by_role("button", name="Move", exact=True).click()
    expect(dialog).to_be_hidden()
    assert page.locator("#announcer").inner_text() == "Moved."


def test_clash_is_shown_before_anything_is_saved(page: Page):
    page.goto(page.url + "?view=day&columns=rooms")
    meeting = page.locator("[data-meeting='2026-05-20-0']")
    meeting.focus()
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog", name="Move Ballet I?")
    dialog.get_by_label("Begins").fill("2026-05-20T16:00")
    dialog.get_by_label("Begins").press("Tab")
    expect(dialog.get_by_text("Studio A is taken at 4:00 pm by Ballet II.")).to_be_visible()
    expect(dialog.get_by_role("button", name="Move", exact=True)).to_be_disabled()
    dialog.get_by_role("button", name="Leave it where it was").click()
    expect(dialog).to_be_hidden()


def test_meeting_dragged_to_another_day_asks_first_and_goes_back(page: Page):
    box = page.locator("[data-meeting='2026-05-20-0']").locator(
        "xpath=ancestor::*[contains(@class,'ec-event')][1]"
    )
    box.scroll_into_view_if_needed()
    from_here = box.bounding_box()
    assert from_here is not None
    page.mouse.move(from_here["x"] + 30, from_here["y"] + 20)
    page.mouse.down()
    page.mouse.move(from_here["x"] + 30 + from_here["width"], from_here["y"] + 20, steps=8)
    page.mouse.up()
    dialog = page.get_by_role("dialog", name="Move Ballet I?")
    expect(dialog.get_by_text("To 2026-05-21T15:00")).to_be_visible()
    dialog.get_by_role("button", name="Leave it where it was").click()
    expect(dialog).to_be_hidden()
    back = box.bounding_box()
    assert back is not None
    assert round(back["x"]) == round(from_here["x"])
    assert re.search(r"#main$", page.url) is None


def _leave(page: Page) -> None:
    """Nothing is left behind that would be asked about when the browser closes the page."""
    page.evaluate("document.getElementById('sample-form').reset()")
