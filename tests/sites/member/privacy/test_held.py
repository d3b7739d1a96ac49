"""A family reads what is held and why; what is sealed stays closed, and looking at this page opens nothing."""

from __future__ import annotations

from museminder.domain.privacy.queries.held import HeldValue
from museminder.sites.member.privacy.held import _value
from tests.browsing import client_of, get
from tests.counting import statements
from tests.sites.member.privacy.conftest import Home
from tests.vaults import Vault

STATEMENTS = 25


def test_the_page_says_why_and_opens_nothing(home: Home, vault: Vault) -> None:
    client, path = client_of(home.maria), f"/{home.school.slug}/privacy/students/{home.theodore.pk}/"
    client.get(path, secure=True)
    vault.new_entries()
    with statements("member") as asked:
        page = client.get(path, secure=True).content.decode()

    assert "to teach the student, in a group of the right age, safely" in page
    assert ("Bees" in page, "2016" in page, page.count("Sealed")) == (False, False, 2)
    assert "Whom a court keeps away" in page
    assert vault.new_entries() == []
    assert len(asked) == STATEMENTS


def test_another_familys_child_is_not_found(home: Home) -> None:
    stranger = home.school.add_person("Joris", "guardian")
    for page in ("", "looks/"):
        assert get(stranger, home.school, f"privacy/students/{home.theodore.pk}/{page}").status_code == 404


def test_what_the_program_worked_out_is_said_in_words() -> None:
    steps = HeldValue("steps", [{"kind": "plan_price", "amount": 7800}], is_sealed=False)
    days = HeldValue("days", ["Monday", "Friday"], is_sealed=False)

    assert (_value(steps), _value(days)) == (
        "Worked out by the program, step by step; your copy holds all of it",
        "Monday, Friday",
    )
