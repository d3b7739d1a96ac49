"""Spare attack 10: a NUL byte, or a mark that turns the reading around, inside a name that others will read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from museminder.domain.people.models import Family, Guardian, StaffMember, Student
from museminder.domain.switching.formats.tables import clean_text
from museminder.foundation.identity.models import Account
from museminder.foundation.identity.rules import Refused
from museminder.primitives.text import has_bidi_override, has_control_characters
from tests.browsing import client_of
from tests.factories.people import make_family, make_guardian, make_staff_member, make_student
from tests.foundation.identity.browser import Browser
from tests.schools import School

NUL, OVERRIDE, ISOLATE, ESCAPE = "Lu\x00z", "Luz\u202eneddib\u202c", "Luz\u2067x\u2069", "Lu\x1b[2Jz"
HOSTILE = (NUL, OVERRIDE, ISOLATE, ESCAPE, "Luz\r\nBcc: everybody@example.com")
# Scripts that run from right to left, and joined pictures, are names and not tricks.
HONEST = ("אביגיל", "مريم", "O\u2019Hara-Peña", "李小龍")


def unreadable(text: str) -> bool:
    return has_control_characters(text) or has_bidi_override(text)


def test_no_door_of_a_school_takes_one_and_every_honest_name_is_taken(live_school: School) -> None:
    dov = live_school.add_person("Dov", "guardian")
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        own = make_guardian(live_school, family, "Dov", dov)
    office, member = client_of(live_school.owner), client_of(dov)
    here = f"people/families/{family.pk}"
    doors: list[tuple[Any, str, dict[str, str], str]] = [
        (office, "people/families/create/", {}, "name"),
        (office, f"{here}/students/create/", {}, "first_name"),
        (office, f"{here}/guardians/create/", {"share_percent": "0"}, "first_name"),
        (office, "people/staff/create/", {"first_name": "Ida"}, "last_name"),
        (member, f"people/guardians/{own.pk}/", {}, "first_name"),
    ]

    def sent(client: Any, path: str, typed: dict[str, str]) -> int:
        once = {"idempotency_key": str(uuid4())}
        return client.post(f"/{live_school.slug}/{path}", typed | once, secure=True).status_code

    refused = {
        (path, name): status
        for client, path, rest, field in doors
        for name in HOSTILE
        if (status := sent(client, path, rest | {field: name})) not in {400, 422}
    }
    taken = {
        sent(client, path, rest | {field: name}) for client, path, rest, field in doors[:4] for name in HONEST
    }
    looked_for = {
        office.get(f"/{live_school.slug}/{path}", {"q": name}, secure=True).status_code
        for path in ("search/", "people/families/")
        for name in HOSTILE
    }

    assert (refused, taken, max(looked_for) < 500) == ({}, {302}, True)
    with live_school.inside(live_school.owner):
        kept = [
            text
            for model in (Family, Student, Guardian, StaffMember)
            for row in model.objects.all()
            for text in (
                getattr(row, "name", ""),
                getattr(row, "first_name", ""),
                getattr(row, "last_name", ""),
            )
        ]
    assert [text for text in kept if unreadable(text)] == []
    assert set(HONEST) <= set(kept)


@pytest.mark.parametrize("name", HOSTILE)
def test_past_the_forms_an_action_refuses_it_too(studio: School, name: str) -> None:
    family = make_family(studio)
    actions: list[Callable[[], object]] = [
        lambda: make_family(studio, name),
        lambda: make_student(studio, family, name),
        lambda: make_guardian(studio, family, name),
        lambda: make_staff_member(studio, name),
    ]

    for act in actions:
        with pytest.raises(Refused):
            act()


def test_nobody_signs_up_under_one(live_database: None) -> None:
    names = {}
    for number, name in enumerate(HOSTILE):
        typed = {"email": f"n{number}@example.com", "password1": "seven grey cellos at noon"}
        answer = Browser("studio").send("/accounts/signup/", display_name=name, **typed)
        names[name] = answer.status_code

    assert (set(names.values()) <= {200, 400, 422}, Account.objects.count()) == (True, 0)


def test_a_file_from_another_system_is_read_without_them() -> None:
    read = [clean_text(name) for name in HOSTILE[:4]]

    assert [unreadable(text) for text, _was_cleaned in read] == [False] * 4
    assert [was_cleaned for _text, was_cleaned in read] == [True] * 4
    assert [clean_text(name) for name in HONEST] == [(name, False) for name in HONEST]
