"""A backup is looked through in the store; whatever is wrong with it is named, the first thing first."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from museminder.foundation.backups.catalog import Manifest, contents_of, wal_path
from museminder.foundation.backups.fetching import NotRestorable
from museminder.foundation.backups.keys import PrivateKeys, WrongKey, private_keys
from museminder.foundation.backups.stores import Store
from museminder.foundation.backups.verifying import (
    Verified,
    chosen_backup,
    first_wrong,
    verify_backup,
    verify_belongings,
)
from tests.foundation.backups.bringing import take
from tests.foundation.backups.conftest import Kept
from tests.foundation.backups.sealing import Sealing


@pytest.fixture(scope="module")
def taken(kept: Kept) -> tuple[Manifest, Manifest]:
    """A whole backup and what changed since, with some log behind it."""
    kept.execute("create table if not exists member (id int, name text)")
    full = take(kept, incremental=False)
    kept.execute("insert into member values (9, 'Ada')")
    return full, take(kept, incremental=True)


def looked_through(folder: Path, keys: PrivateKeys, name: str | None = None) -> Verified:
    store = Store(str(folder))
    contents = contents_of(store)
    return verify_backup(store, contents, chosen_backup(contents, "public", name), keys)


def test_a_whole_backup_is_counted(kept: Kept, taken: tuple[Manifest, Manifest]) -> None:
    full, newest = taken
    heard: list[int] = []
    contents = contents_of(kept.store)
    backup = chosen_backup(contents, "public")
    found = verify_backup(kept.store, contents, backup, kept.keys, told=lambda _c, size: heard.append(size))
    older = looked_through(kept.store_folder, kept.keys, full.name)
    log = [each for each in contents.wal["public", newest.system] if each.path >= _segment(newest)]

    assert (found.wrong, found.is_whole, found.backup, found.backups) == ([], True, newest.name, 2)
    assert (found.objects, found.segments) == (4 + len(log), len(log))
    assert found.size == sum(each.size for each in log) + sum(
        each.size for each in contents.of("public") if each.name in (full.name, newest.name)
    )
    assert (found.files > 900, found.through >= newest.finished_at, heard[-1] > 0) == (True, True, True)
    assert (older.backups, [wrong for wrong in older.wrong if "the log breaks off there" not in wrong]) == (
        1,
        [],
    )
    assert verify_belongings(kept.store, contents, kept.keys) == []


def _segment(manifest: Manifest) -> str:
    return wal_path("public", manifest.system, manifest.copied_to)


def _flip(path: Path) -> None:
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])


def _swap(path: Path) -> None:
    other = next(each for each in path.parent.glob("*.age") if each != path)
    shutil.copy(other, path)


DAMAGE: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "a flipped byte": ("content", _flip, "is broken or cut short."),
    "a cut file": ("content", lambda path: path.write_bytes(path.read_bytes()[:-9]), "is cut or longer: "),
    "a missing segment": ("wal", Path.unlink, "is missing"),
    "a flipped segment": ("wal", _flip, "is broken or cut short."),
    "a swapped segment": ("wal", _swap, "was swapped: what lies there is "),
    "a cut manifest": ("manifest", lambda path: path.write_bytes(path.read_bytes()[:-9]), "is broken or cut"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_named(kept: Kept, taken: tuple[Manifest, Manifest], tmp_path: Path, name: str) -> None:
    what, damage, sentence = DAMAGE[name]
    folder = tmp_path / "store"
    shutil.copytree(kept.store_folder, folder)
    newest = taken[1]
    inside = f"public/{newest.system}/base/{newest.name}"
    path = {
        "content": f"{inside}/content.age",
        "manifest": f"{inside}/manifest.age",
        "wal": wal_path("public", newest.system, newest.ends_in),
    }[what]
    damage(folder / path)
    found = looked_through(folder, kept.keys)
    first = first_wrong([found]) or ""

    assert (found.is_whole, sentence in first) == (False, True), first
    assert (newest.ends_in if name == "a missing segment" else path) in first


def test_another_s_key_and_a_backup_that_is_not_there_are_said(
    kept: Kept, taken: tuple[Manifest, Manifest], sealing: Sealing
) -> None:
    altered = kept.key_files[0].with_name("altered.key")
    foreign = next(line for line in sealing.files[0].read_text().splitlines() if line.startswith("studios:"))
    own = kept.key_files[0].read_text().splitlines()
    altered.write_text("\n".join([*(line for line in own if not line.startswith("studios:")), foreign]))
    with pytest.raises(WrongKey, match=rf"does not open public/.*{taken[1].name}/manifest\.age"):
        looked_through(kept.store_folder, private_keys([altered]))
    with pytest.raises(NotRestorable, match="holds no finished backup called yesterday"):
        looked_through(kept.store_folder, kept.keys, "yesterday")
    contents = contents_of(sealing.store)

    assert verify_belongings(sealing.store, contents, sealing.keys) == [
        f"{sealing.folder} holds no copy of the keys and passwords."
    ]
