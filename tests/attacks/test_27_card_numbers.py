"""Attack 27: card numbers pasted wherever there is room for one. None is taken, and none is left anywhere."""

from __future__ import annotations

import io
import logging
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from museminder.primitives.telling import Lines
from museminder.promise.checking import World
from museminder.promise.checks.cards import NUMBERS, refused
from tests.attacks.haystacks import database_bytes, found_in
from tests.browsing import client_of, post
from tests.databases import TestDatabase
from tests.schools import School

FULL_WIDTH = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}
WRITTEN = {
    "plain": lambda number: number,
    "spaces": lambda number: " ".join(number[at : at + 4] for at in range(0, len(number), 4)),
    "dashes": lambda number: "-".join(number[at : at + 4] for at in range(0, len(number), 4)),
    "full width": lambda number: number.translate(FULL_WIDTH),
    "in a sentence": lambda number: f"charge {number}, thank you",
}
EVERY = [(how, number) for how in WRITTEN for number in NUMBERS]


def test_every_text_field_of_every_form_refuses_them(live_database: TestDatabase) -> None:
    found = refused(World(live_database.superuser_dsn()))

    assert (list(found.wrong), found.plant_found, found.examined > 1_000) == ([], True, True)


def test_none_is_left_after_pasting_them_everywhere(live_school: School, live_database: TestDatabase) -> None:
    kept = io.StringIO()
    handler = logging.StreamHandler(kept)
    handler.setFormatter(Lines())
    logging.getLogger().addHandler(handler)
    try:
        answers = list(paste_everywhere(live_school))
    finally:
        logging.getLogger().removeHandler(handler)

    assert set(answers) == {("note", 422), ("search", 200), ("address", 404), ("file", 302)}
    left = database_bytes(live_database.name) + kept.getvalue().encode()
    words = [write(number) for write in WRITTEN.values() for number in NUMBERS if write(number)]
    assert found_in(left, words) == set()
    assert found_in(left + words[7].encode(), words) >= {(words[7], "plain")}


def paste_everywhere(school: School) -> Any:
    """Paste each number, written in each way, into a note, the search, an address and an imported file."""
    client = client_of(school.owner)
    for how, number in EVERY:
        text = WRITTEN[how](number)
        typed = {"name": "Nobody", "note": text, "idempotency_key": str(uuid4())}
        yield "note", post(school.owner, school, "people/families/create/", typed).status_code
        yield "search", client.get(f"/{school.slug}/search/", {"q": text}, secure=True).status_code
        yield "address", client.get(f"/{school.slug}/people/{number}/", secure=True).status_code
    rows = "\n".join(f"Ada,Quill {n},{WRITTEN[how](number)}" for n, (how, number) in enumerate(EVERY))
    lists = SimpleUploadedFile(
        f"{NUMBERS[0]}.csv", f"first name,last name,note\n{rows}\n".encode(), "text/csv"
    )
    yield "file", post(school.owner, school, "switching/imports/create/", {"lists": lists}).status_code


@pytest.mark.parametrize("text", ["4111 1111 1111 1112", "+1 415 555 0132", "978-3-16-148410-0"])
def test_other_numbers_are_taken(live_school: School, text: str) -> None:
    typed = {"name": "Nobody", "note": text, "idempotency_key": str(uuid4())}

    assert post(live_school.owner, live_school, "people/families/create/", typed).status_code == 302
