"""Half a backup and one that was tampered with are named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from museminder.foundation.backups.catalog import contents_of
from museminder.foundation.backups.keys import WrongKey, private_keys
from museminder.foundation.backups.opening import Damaged
from museminder.foundation.backups.restoring import (
    restore,
)
from museminder.foundation.backups.stores import Store
from museminder.foundation.embedded.clusters import PUBLIC
from tests.foundation.backups.bringing import NewHome, take
from tests.foundation.backups.conftest import Kept


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
