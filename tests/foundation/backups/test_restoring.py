"""A cluster comes back from its store alone: to a moment, to its end, or not at all with a sentence why."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from museminder.foundation.backups.belongings import put_belongings
from museminder.foundation.backups.catalog import contents_of
from museminder.foundation.backups.fetching import NotRestorable
from museminder.foundation.backups.keys import WrongKey, private_keys
from museminder.foundation.backups.opening import Damaged
from museminder.foundation.backups.recovering import TooLate
from museminder.foundation.backups.restoring import (
    NotEmpty,
    Restored,
    Unfinished,
    finish,
    refuse_unfinished,
    restore,
)
from museminder.foundation.backups.shipping import Shipper
from museminder.foundation.backups.stores import Store
from museminder.foundation.backups.taking import take_backup
from museminder.foundation.embedded.clusters import PUBLIC
from museminder.foundation.embedded.postgres import Embedded
from museminder.primitives.clock import now
from tests.foundation.backups.conftest import MARK, Kept, remove, run

NewHome = Callable[[str], Path]


def names(home: Path) -> list[object]:
    return [name for (name,) in run(Embedded(home, PUBLIC), "select name from member order by id")]


def test_a_cluster_comes_back_to_a_moment_between_two_backups(kept: Kept, new_home: NewHome) -> None:
    kept.execute(f"create table member (id int, name text); insert into member values (1, '{MARK}')")
    shipper = Shipper(kept.embedded, kept.arranged)
    shipper.step(kept.store, at=now())
    take(kept, incremental=False)
    kept.execute("insert into member values (2, 'Ada')")
    time.sleep(0.02)
    moment = now()
    time.sleep(0.02)
    kept.execute("insert into member values (3, 'Bo')")
    take(kept, incremental=True)
    kept.execute("insert into member values (4, 'Cy')")
    standing = shipper.end(kept.store, at=now())
    then, newest = new_home("then"), new_home("newest")
    restored = bring(kept, then, to=moment)
    found_then = names(then)
    remove(then)
    bring(kept, newest)
    found_newest = names(newest)
    with pytest.raises(Unfinished, match="whoever was erased could be read again"):
        refuse_unfinished(newest)
    finish(newest, restored)
    refuse_unfinished(newest)
    with pytest.raises(NotEmpty, match=r"^A living database runs in .*; it was left as it is\."):
        bring(kept, newest)

    assert (found_then, found_newest) == ([MARK, "Ada"], [MARK, "Ada", "Bo", "Cy"])
    assert (standing.failure, standing.waiting) == (None, 0)
    assert names(newest) == found_newest


def test_what_cannot_be_brought_back_is_said(kept: Kept, new_home: NewHome, tmp_path: Path) -> None:
    kept.execute("create table if not exists member (id int, name text)")
    first = now()
    take(kept, incremental=False)
    with pytest.raises(NotRestorable, match=r"^The oldest backup of the public cluster is of "):
        bring(kept, new_home("early"), to=first.replace(year=2020))
    with pytest.raises(TooLate, match=r"^The log of the public cluster in the store ends at .* UTC"):
        bring(kept, new_home("late"), to=now().replace(year=2033))
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("Dear Ada")
    with pytest.raises(NotEmpty, match="is not an empty folder"):
        bring(kept, full)
    with pytest.raises(NotRestorable, match="holds no finished backup of the vault cluster"):
        restore(kept.store, kept.keys, into=new_home("vault"))

    assert [path.name for path in full.iterdir()] == ["letter.txt"]


def test_half_a_backup_and_one_that_was_tampered_with_are_named(
    kept: Kept, new_home: NewHome, tmp_path: Path
) -> None:
    kept.execute("create table if not exists member (id int, name text)")
    take(kept, incremental=False)
    last = take(kept, incremental=True)
    copy = tmp_path / "copied-store"
    shutil.copytree(kept.store_folder, copy)
    folder = copy / "public" / last.system / "base"
    (folder / last.name / "content.age").write_bytes(
        (folder / last.name / "content.age").read_bytes()[:-1000]
    )
    with pytest.raises(Damaged, match=rf"{last.name}/content\.age is broken or cut short\."):
        restore(Store(str(copy)), kept.keys, into=new_home("cut"), clusters=[PUBLIC])
    shutil.rmtree(folder / str(last.parent))
    with pytest.raises(Damaged, match=rf"is on top of {last.parent}, which is missing"):
        restore(Store(str(copy)), kept.keys, into=new_home("gap"), clusters=[PUBLIC])
    (folder / last.name / "manifest.age").unlink()
    unfinished = [each for each in contents_of(Store(str(copy))).backups if not each.complete]
    with pytest.raises(WrongKey, match="needs the private key “studios” as well"):
        restore(kept.store, private_keys(kept.key_files[1:]), into=new_home("key"), clusters=[PUBLIC])

    assert [each.name for each in unfinished] == [last.name]


def take(kept: Kept, *, incremental: bool):
    put_belongings(kept.arranged, kept.store, at=now())
    return take_backup(kept.embedded, kept.arranged, kept.store, incremental=incremental, at=now())


def bring(kept: Kept, into: Path, **asked: object) -> Sequence[Restored]:
    return restore(kept.store, kept.keys, into=into, clusters=[PUBLIC], **asked)  # type: ignore[arg-type]
