"""Fields that ask a visitor for something, and those that do not."""

from __future__ import annotations

import pytest

from museminder.promise.crawling import asking_fields, public_pages


def test_fields_that_ask_are_found() -> None:
    body = '<input name="birth_date" type="date"><textarea name="note"></textarea><select name="age"></select><input>'

    assert asking_fields(body) == ["input birth_date", "textarea note", "select age", "input"]


def test_buttons_and_hidden_fields_ask_nothing() -> None:
    assert asking_fields('<input type="hidden" name="key"><button name="theme">Dark</button>') == []


@pytest.mark.usefixtures("built", "live_database")
def test_the_public_site_is_walked_from_its_front_page() -> None:
    pages = public_pages("localhost")

    assert next(iter(pages)) == "/"
    assert pages["/"].startswith("<!doctype html>")
