"""Epochs and studios get new keys, values stay readable, and an old copy of the vault stays shut."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from museminder.domain.people.models import Student
from museminder.foundation.vault.destroying import destroy_keys
from museminder.foundation.vault.keys.epochs import epoch_key, escrow, folder, is_here, present_epoch
from museminder.foundation.vault.keys.studio_keys import forget_every_key
from museminder.foundation.vault.looking import look
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.foundation.vault.rotating import (
    AT_ONCE,
    Changed,
    change_epoch,
    destroy_old_epochs,
    epoch_is_due,
    rotate_studio,
)
from museminder.foundation.vault.sealing import CannotOpen
from tests.schools import NOON, School
from tests.vaults import Vault

BORN = date(2016, 2, 29)
KEYS = "select id, studio_key_id, wrapped from keys.subject_key order by id"
STUDIO_KEYS = "select id, epoch_id, wrapped from keys.studio_key order by id"


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An erasure or an epoch of these tests is nobody else's."""
    monkeypatch.setenv("MUSEMINDER_ERASURES", str(tmp_path / "erasures.jsonl"))
    monkeypatch.setenv("MUSEMINDER_VAULT_ESCROW", str(tmp_path / "escrow"))
    yield
    forget_every_key()


@pytest.fixture
def children(own_vault: Vault, studio: School) -> list[Student]:
    return Student.objects.bulk_create([Student(first_name=name, birth_date=BORN) for name in ("Luz", "Sol")])


def births(studio: School, rows: list[Student]) -> list[object]:
    asked = {"purpose": Purpose.LESSON, "by": studio.owner.actor, "at": NOON}
    return [each["birth_date"] for each in reveal(rows, ["birth_date"], **asked).values()]


def weeks(vault: Vault, count: int) -> datetime:
    """So many weeks after the present epoch began."""
    [(began,)] = vault.do("select began_at from keys.epoch where ended_at is null")
    return datetime.fromtimestamp(began.timestamp(), UTC) + timedelta(weeks=count)


def test_a_new_epoch_wraps_the_studio_s_key_anew_and_lays_the_old_one_aside(
    own_vault: Vault, studio: School, children: list[Student]
) -> None:
    old, subject_keys = present_epoch(), own_vault.do(KEYS)
    [(number, _epoch, wrapped)] = own_vault.do(STUDIO_KEYS)
    told: list[tuple[int, int]] = []
    at = weeks(own_vault, 1)
    due = epoch_is_due(at - timedelta(seconds=1)), epoch_is_due(at)
    done = change_epoch(at=at, told=lambda *figures: told.append(figures))
    [(same, epoch, again)] = own_vault.do(STUDIO_KEYS)
    forget_every_key()

    assert (due, done, told) == ((False, True), Changed(1, 0, 0), [(1, 1)])
    assert (same == number, epoch == present_epoch() != old, again != wrapped) == (True, True, True)
    assert (own_vault.do(KEYS) == subject_keys, births(studio, children)) == (True, [BORN, BORN])
    assert ((folder() / str(old)).exists(), (escrow() / str(old)).exists()) == (False, True)


def test_an_epoch_s_key_is_destroyed_when_no_copy_is_kept_any_more(
    own_vault: Vault, studio: School, children: list[Student]
) -> None:
    old, at = present_epoch(), weeks(own_vault, 1)
    change_epoch(at=at)
    kept_until = at + timedelta(days=settings.VAULT_BACKUP_DAYS)
    early = destroy_old_epochs(at=kept_until - timedelta(seconds=1)), is_here(old)
    late = destroy_old_epochs(at=kept_until), is_here(old)

    assert (early, late) == ((0, True), (1, False))
    assert births(studio, children) == [BORN, BORN]
    with pytest.raises(CannotOpen):
        epoch_key(old)


def test_an_old_copy_with_the_live_keys_beside_it_does_not_open_who_was_erased(
    own_vault: Vault, studio: School, children: list[Student]
) -> None:
    luz, sol = children
    old_copy = own_vault.do(STUDIO_KEYS)
    destroy_keys(studio_id=studio.studio_id, subjects=[luz.pk], at=NOON)
    at = weeks(own_vault, 1)
    done = change_epoch(at=at)
    destroy_old_epochs(at=at + timedelta(days=settings.VAULT_BACKUP_DAYS))
    live = {number for number, _epoch, _wrapped in own_vault.do(STUDIO_KEYS)}
    forget_every_key()

    assert (done, births(studio, [sol])) == (Changed(0, 1, 0), [BORN])
    for (
        number,
        epoch,
        _wrapped,
    ) in old_copy:  # what would open the copy's wraps is neither alive nor in escrow
        assert (number in live, is_here(epoch)) == (False, False)


def test_a_change_that_was_cut_off_goes_on_in_the_epoch_it_began(
    own_vault: Vault, studio: School, children: list[Student]
) -> None:
    def stop(done: int, total: int) -> None:
        raise InterruptedError

    at = weeks(own_vault, 1)
    before = own_vault.do(STUDIO_KEYS)
    with pytest.raises(InterruptedError):
        change_epoch(at=at, told=stop)
    begun = present_epoch()
    own_vault.do("update keys.studio_key set epoch_id = %s, wrapped = %s", list(before[0][1:]))
    done = change_epoch(at=at)

    assert (done, present_epoch(), births(studio, children)) == (Changed(1, 0, 0), begun, [BORN, BORN])


def test_without_the_old_epoch_s_key_nothing_is_changed(
    own_vault: Vault, studio: School, children: list[Student], tmp_path: Path
) -> None:
    old = present_epoch()
    shutil.move(folder() / str(old), tmp_path / "lost")
    forget_every_key()
    seen = look(NOON)
    with pytest.raises(CannotOpen):
        change_epoch(at=weeks(own_vault, 1))

    assert (present_epoch(), seen.missing, seen.is_good) == (old, 1, False)
    assert own_vault.do("select count(*) from keys.epoch") == [(1,)]


def test_a_studio_s_new_key_takes_over_every_key_and_the_old_one_is_gone(
    own_vault: Vault, studio: School, children: list[Student]
) -> None:
    before, [(old, *_rest)] = own_vault.do(KEYS), own_vault.do(STUDIO_KEYS)
    done = rotate_studio(studio_id=studio.studio_id)
    after, [(new, *_rest)] = own_vault.do(KEYS), own_vault.do(STUDIO_KEYS)

    assert (done, old != new, {key for _id, key, _wrapped in after}) == (2, True, {new})
    assert [row[0] for row in before] == [row[0] for row in after]
    assert births(studio, children) == [BORN, BORN]
    assert (rotate_studio(studio_id=studio.studio_id + 1), AT_ONCE) == (0, 2_000)


def test_a_process_that_remembers_the_old_key_seals_under_the_new_one(
    own_vault: Vault, studio: School, children: list[Student]
) -> None:
    from museminder.foundation.vault.keys import studio_keys  # noqa: PLC0415  as another process remembers it

    remembered = dict(studio_keys._known)
    rotate_studio(studio_id=studio.studio_id)
    studio_keys._known.update(remembered)
    late = Student.objects.create(first_name="Late", birth_date=BORN)

    assert births(studio, [late]) == [BORN]


def test_the_look_counts(own_vault: Vault, studio: School, children: list[Student]) -> None:
    destroy_keys(studio_id=studio.studio_id, subjects=[children[0].pk], at=NOON)
    seen = look(weeks(own_vault, 1))

    assert (seen.subject_keys, seen.studio_keys, seen.erasures, seen.unreplayed) == (1, 1, 1, 0)
    assert (seen.in_escrow, seen.missing, seen.is_due, seen.is_good) == (0, 0, True, True)
