"""Keys are destroyed for good: nothing opens afterwards, and an older copy of the vault brings nothing back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.conf import settings

from museminder.domain.people.models import Student
from museminder.foundation.vault.destroying import (
    Destroyed,
    Erasure,
    NotReplayed,
    destroy_keys,
    destroy_studio_keys,
    erasures_file,
    refuse_unless_replayed,
    remembered,
    replay_erasures,
    unreplayed,
)
from museminder.foundation.vault.keys.studio_keys import KeysDestroyed
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import ERASED, ages_on, alike, reveal
from tests.browsing import get, post
from tests.factories.people import make_family, make_student
from tests.schools import NOON, School
from tests.vaults import Vault

BORN = date(2016, 2, 29)
FIELDS = ["birth_date", "care_notes"]


@pytest.fixture(autouse=True)
def a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSEMINDER_ERASURES", str(tmp_path / "erasures.jsonl"))


@pytest.fixture
def children(studio: School) -> list[Student]:
    family = make_family(studio)
    return [
        make_student(studio, family, name, birth_date=BORN, care_notes="Inhaler") for name in ("Luz", "Sol")
    ]


def asked(studio: School) -> dict:
    return {"purpose": Purpose.LESSON, "by": studio.owner.actor, "at": NOON}


def test_an_erased_child_is_unreadable_and_the_other_is_not(
    studio: School, children: list[Student], vault: Vault
) -> None:
    luz, sol = children
    done = destroy_keys(studio_id=studio.studio_id, subjects=[luz.pk], at=NOON)
    found = reveal(children, FIELDS, **asked(studio), erased=ERASED)
    plain = reveal([luz], FIELDS, **asked(studio))
    began = vault.do("select began_at from keys.epoch where ended_at is null")[0][0]
    gone_on = (max(began + timedelta(days=7), NOON) + timedelta(days=14)).date() + timedelta(days=1)

    assert done == Destroyed(1, gone_on)
    assert found == {
        luz.pk: {"birth_date": ERASED, "care_notes": ERASED},
        sol.pk: {"birth_date": BORN, "care_notes": "Inhaler"},
    }
    assert plain == {luz.pk: {"birth_date": None, "care_notes": None}}
    assert ages_on(children, date(2026, 3, 1), **asked(studio)) == {luz.pk: None, sol.pk: 10}
    assert alike(children, "birth_date") == []
    assert vault.do("select count(*) from keys.subject_key where subject_id = %s", [luz.pk]) == [(0,)]


def test_again_is_no_error_and_nothing_is_sealed_for_the_erased(
    studio: School, children: list[Student]
) -> None:
    luz, _sol = children
    for expected in (1, 0):
        assert destroy_keys(studio_id=studio.studio_id, subjects=[luz.pk], at=NOON).count == expected
    luz.care_notes = "Back again"

    with pytest.raises(KeysDestroyed):
        luz.save()
    assert [each.subject_id for each in remembered()] == [luz.pk]


def test_a_studio_that_closed_is_unreadable_whole(
    own_vault: Vault, studio: School, children: list[Student]
) -> None:
    assert destroy_studio_keys(studio_id=studio.studio_id, at=NOON).count == 2
    assert reveal(children, FIELDS, **asked(studio), erased=ERASED) == {
        child.pk: {"birth_date": ERASED, "care_notes": ERASED} for child in children
    }
    with pytest.raises(KeysDestroyed):
        Student(first_name="Late", birth_date=BORN).save()
    assert own_vault.do("select count(*) from keys.studio_key") == [(0,)]


def brought_back(vault: Vault, subject: UUID, kept: list[tuple]) -> None:
    """An older copy of the vault: the keys are there again, the erasure was never heard of."""
    vault.do("delete from keys.erasure where subject_id = %s", [subject])
    for row in kept:
        vault.do(
            "insert into keys.subject_key (id, studio_id, subject_id, studio_key_id, wrapped)"
            " values (%s, %s, %s, %s, %s)",
            list(row),
        )


def test_after_an_older_copy_the_erasure_is_carried_out_again(
    studio: School, children: list[Student], vault: Vault
) -> None:
    luz, _sol = children
    kept = vault.do(
        "select id, studio_id, subject_id, studio_key_id, wrapped from keys.subject_key where subject_id = %s",
        [luz.pk],
    )
    destroy_keys(studio_id=studio.studio_id, subjects=[luz.pk], at=NOON)
    before = unreplayed()
    brought_back(vault, luz.pk, kept)
    resurrected = reveal([luz], FIELDS, **asked(studio), erased=ERASED)[luz.pk]["birth_date"]
    waiting = unreplayed()
    with pytest.raises(NotReplayed, match="1 erasures must be carried out again"):
        refuse_unless_replayed()
    told: list[tuple[int, int]] = []
    again = replay_erasures(told=lambda *figures: told.append(figures))

    assert (before, resurrected, waiting) == ([], BORN, [Erasure(studio.studio_id, luz.pk, NOON)])
    refuse_unless_replayed()

    assert (again, told, unreplayed()) == (1, [(1, 1)], [])
    assert reveal([luz], FIELDS, **asked(studio), erased=ERASED)[luz.pk]["birth_date"] is ERASED


def test_a_file_kept_elsewhere_is_carried_out_too(
    studio: School, children: list[Student], tmp_path: Path
) -> None:
    luz, sol = children
    destroy_keys(studio_id=studio.studio_id, subjects=[luz.pk], at=NOON)
    kept = [*remembered(), Erasure(studio.studio_id, sol.pk, NOON)]
    erasures_file().unlink()

    assert replay_erasures(kept) == 1
    assert {each.subject_id for each in remembered()} == {luz.pk, sol.pk}


def test_a_line_that_a_crash_cut_short_is_passed_over(studio: School, children: list[Student]) -> None:
    erasures_file().write_text('{"studio": 3, "subj')
    destroy_keys(studio_id=studio.studio_id, subjects=[children[0].pk], at=NOON)

    assert list(remembered()) == [Erasure(studio.studio_id, children[0].pk, NOON)]


def test_an_erasure_of_another_vault_is_not_this_one_s(studio: School, children: list[Student]) -> None:
    destroy_keys(studio_id=studio.studio_id, subjects=[children[0].pk], at=NOON)
    kept = erasures_file().read_text()
    erasures_file().write_text(kept.replace("museminder.invalid/", "museminder.invalid/another-"))

    assert (kept.count(str(children[0].pk)), list(remembered()), unreplayed()) == (1, [], [])


def test_another_studio_s_subject_is_not_touched(studio: School, children: list[Student]) -> None:
    assert destroy_keys(studio_id=studio.studio_id + 1, subjects=[children[0].pk], at=NOON).count == 0
    assert reveal(children, ["birth_date"], **asked(studio))[children[0].pk] == {"birth_date": BORN}


def test_only_the_keeper_destroys_and_nobody_takes_an_erasure_back(vault: Vault) -> None:
    refused = []
    for role, statement in (
        ("vault_service", "select keys.destroy(1, '{}', now())"),
        ("vault_service", "select wrapped from keys.subject_key"),
        ("vault_service", "delete from keys.subject_key"),
        ("vault_auditor", "select wrapped from keys.studio_key"),
        ("vault_keeper", "delete from keys.erasure"),
        ("vault_keeper", "insert into keys.erasure values (1, gen_random_uuid(), now())"),
        ("vault_keeper", "delete from keys.subject_key"),
        ("vault_keeper", "select keys.hand_out(gen_random_uuid(), '{}')"),
    ):
        with psycopg.connect(vault.role_dsn(role)) as connection:
            try:
                connection.execute(statement)
            except psycopg.errors.InsufficientPrivilege:
                refused.append(statement)

    assert len(refused) == 8


def test_pages_say_erased(live_school: School) -> None:
    owner = live_school.owner
    with live_school.inside(owner):
        family = make_family(live_school)
        luz = make_student(live_school, family, "Luz", birth_date=BORN)
    destroy_keys(studio_id=live_school.studio_id, subjects=[luz.pk], at=datetime(2026, 11, 1, tzinfo=UTC))
    where = f"people/students/{luz.pk}/birth-date/"
    shown = post(owner, live_school, where, {f"birth_date-{luz.pk}-purpose": "emergency"})
    page = get(owner, live_school, f"people/families/{family.pk}/")

    assert (shown.status_code, page.status_code) == (200, 200)
    assert ("Erased for good" in shown.content.decode(), "2016" in shown.content.decode()) == (True, False)
    assert settings.VAULT_BACKUP_DAYS == 14
