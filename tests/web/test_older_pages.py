"""A page that somebody else's change made old."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation

from museminder.web.forms import Form
from museminder.web.older_pages import figure_of

THEN = {"name": "Blue room", "holds": 4, "kind": "a", "is_shared": False, "since": date(2026, 5, 1)}
NOW = THEN | {"name": "Green room", "kind": "b", "is_shared": True}


class Room(Form):
    name = forms.CharField()
    holds = forms.IntegerField()
    kind = forms.ChoiceField(choices=[("a", "Plain"), ("b", "With a piano")])
    is_shared = forms.BooleanField(required=False)
    since = forms.DateField()


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def sent(opened_with: dict[str, Any], **typed: str) -> Room:
    data = QueryDict(mutable=True)
    data.update({"holds": "4", "kind": "a", "since": "2026-05-01", "version": figure_of(opened_with)} | typed)
    return Room(data, initial=NOW, edits=True)


def test_form_opened_since_the_last_change_is_saved() -> None:
    assert sent(NOW, name="Red room").is_valid()


def test_older_page_is_refused_with_what_is_stored_beside_what_was_typed() -> None:
    form = sent(THEN, name="Red room")
    assert form.errors == {
        "name": ["Stored now: Green room."],
        "kind": ["Stored now: With a piano."],
        "is_shared": ["Stored now: yes."],
        "__all__": [
            (
                "Somebody changed this after you opened the page. "
                "What you typed is still here and not saved; save again to put it in place."
            )
        ],
    }
    assert form["name"].value() == "Red room"
    assert form["version"].value() == figure_of(NOW)


def test_whoever_wrote_the_same_changes_nothing_and_is_not_bothered() -> None:
    assert sent(THEN, name="Green room", kind="b", is_shared="on").is_valid()


def test_figure_is_the_same_in_whatever_order_several_were_chosen() -> None:
    assert figure_of({"roles": ["owner", "office"]}) == figure_of({"roles": ["office", "owner"]})
    assert figure_of({"roles": ["owner"]}) != figure_of({"roles": ["office"]})
