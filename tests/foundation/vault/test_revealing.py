"""Written down, then revealed: what was opened is in the access log whatever happens afterwards, or is not opened."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import psycopg
import pytest
from django.conf import settings

from museminder.domain.people.models import Family, Student
from museminder.foundation.vault.access_log.entries import Action, Entry
from museminder.foundation.vault.connecting import VaultSilent
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import ages_on, alike, reveal
from museminder.foundation.vault.sealing import CannotOpen
from tests.browsing import get, post
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, School
from tests.vaults import Vault

BORN = date(2016, 2, 29)


@pytest.fixture
def children(studio: School) -> list:
    family = make_family(studio)
    names = ("Luz", "Sol", "Mar")
    return [make_student(studio, family, name, birth_date=BORN, care_notes="Inhaler") for name in names]


@pytest.fixture
def silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """The vault's server is not there."""
    monkeypatch.setattr(settings, "VAULT_SERVER", {"host": "/nonexistent", "dbname": "museminder_vault"})


def facts(entry: Entry) -> tuple:
    return entry.studio_id, entry.account_id, entry.action, entry.purpose, entry.fields, entry.subjects


def test_a_list_is_one_entry_with_its_subjects(studio: School, children: list, vault: Vault) -> None:
    asked = {"purpose": Purpose.LESSON, "by": studio.owner.actor, "at": NOON}
    opened = reveal(children, ["birth_date", "care_notes"], **asked)
    ages = ages_on(children, date(2026, 2, 28), **asked)
    same = alike(children, "birth_date")
    written = vault.new_entries()
    ids = tuple(child.pk for child in children)
    who = (studio.studio_id, studio.owner.account_id)
    born, notes = "people.student.birth_date", "people.student.care_notes"

    assert opened == {number: {"birth_date": BORN, "care_notes": "Inhaler"} for number in ids}
    assert (ages, same) == (dict.fromkeys(ids, 9), [list(ids)])
    assert [facts(entry) for entry in written] == [
        (*who, Action.REVEALED, Purpose.LESSON, (born, notes), ids),
        (*who, Action.AGES_DERIVED, Purpose.LESSON, (born,), ids),
        (*who, Action.COMPARED, Purpose.FINDING_DUPLICATES, (born,), ids),
    ]
    assert [entry.at for entry in written[:2]] == [NOON, NOON]


def test_nobody_is_nothing_to_write_down(studio: School, vault: Vault) -> None:
    asked = {"purpose": Purpose.LESSON, "by": studio.owner.actor, "at": NOON}

    assert (reveal([], ["birth_date"], **asked), ages_on([], BORN, **asked), alike([], "birth_date")) == (
        {},
        {},
        [],
    )
    assert vault.new_entries() == []


@pytest.mark.parametrize("purpose", ["marketing", "curiosity", ""])
def test_what_is_no_purpose_opens_and_writes_nothing(
    studio: School, children: list, vault: Vault, purpose: str
) -> None:
    with pytest.raises(ValueError, match="is not a valid Purpose"):
        reveal(children, ["birth_date"], purpose=purpose, by=studio.owner.actor, at=NOON)  # type: ignore[arg-type]
    assert vault.new_entries() == []


def test_what_is_not_sealed_is_not_revealed(studio: School, children: list, vault: Vault) -> None:
    with pytest.raises(TypeError, match=r"people\.Student\.first_name is not sealed"):
        reveal(children, ["first_name"], purpose=Purpose.LESSON, by=studio.owner.actor, at=NOON)
    assert vault.new_entries() == []


def test_a_value_that_does_not_open_was_written_down_all_the_same(
    studio: School, children: list, vault: Vault
) -> None:
    one, other = Student.objects.order_by("id")[:2]
    one.birth_date = other.birth_date  # sealed for another child
    with pytest.raises(CannotOpen):
        reveal([one], ["birth_date"], purpose=Purpose.LESSON, by=studio.owner.actor, at=NOON)

    assert [entry.subjects for entry in vault.new_entries()] == [(one.pk,)]


def a_committed_child(school: School) -> object:
    with school.inside(school.owner):
        family = make_family(school)
        make_guardian(school, family, "Ana")
        return make_student(school, family, "Luz", birth_date=BORN)


def test_without_the_vault_nothing_is_opened(studio: School, children: list, silence: None) -> None:
    asked = {"purpose": Purpose.LESSON, "by": studio.owner.actor, "at": NOON}
    for opening in (
        lambda: reveal(children, ["birth_date"], **asked),
        lambda: ages_on(children, BORN, **asked),
        lambda: alike(children, "birth_date"),
    ):
        with pytest.raises(VaultSilent):
            opening()


def test_without_the_vault_sealed_pages_say_so_and_the_others_go_on(
    live_school: School, vault: Vault, request: pytest.FixtureRequest
) -> None:
    student = a_committed_child(live_school)
    request.getfixturevalue("silence")
    owner = live_school.owner
    where, field = f"people/students/{student.pk}/birth-date/", f"birth_date-{student.pk}-purpose"  # type: ignore[attr-defined]
    shown = post(owner, live_school, where, {field: "emergency"})
    family = get(owner, live_school, f"people/families/{student_family(live_school)}/")
    others = [get(owner, live_school, path).status_code for path in ("", "people/families/", where)]

    assert (shown.status_code, family.status_code, others) == (503, 200, [200, 200, 200])
    assert "age not available just now" in family.content.decode()
    assert "This cannot be opened right now" in shown.content.decode()
    assert ("2016" in shown.content.decode(), shown.headers["Retry-After"]) == (False, "30")
    assert vault.new_entries() == []


def student_family(school: School) -> UUID:
    with school.inside(school.owner):
        return Family.objects.get().pk


def test_reading_the_tables_as_a_site_gives_ciphertext(live_school: School, live_database: object) -> None:
    a_committed_child(live_school)
    with psycopg.connect(live_database.role_dsn("studio")) as connection:  # type: ignore[attr-defined]
        connection.execute(
            "select 1 from sec.begin_ctx(%s, %s)", [live_school.owner.secret, live_school.slug]
        )
        [(sealed,)] = connection.execute("select birth_date from people_student").fetchall()

    assert isinstance(sealed, bytes)
    assert (len(sealed), b"2016" in sealed) == (len("2016-02-29") + 45, False)
