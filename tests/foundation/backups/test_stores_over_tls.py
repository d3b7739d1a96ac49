"""Backups in an object store over TLS: taken, shipped, listed, restored; and what an untrusted or broken store says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from museminder.foundation.backups.arrangements import begin_backups
from museminder.foundation.backups.catalog import contents_of
from museminder.foundation.backups.keys import private_keys
from museminder.foundation.backups.shipping import Shipper
from museminder.foundation.backups.stores import Store, StoreSilent
from museminder.primitives.clock import now
from tests.counterparts.certificates import make_certificates
from tests.foundation.backups.bringing import NewHome, bring, names, take
from tests.foundation.backups.conftest import MARK, Kept
from tests.foundation.backups.object_stores import ObjectStore, running_object_store

A_PART = 6 << 20  # more than one part of an upload


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    with running_object_store(tmp_path_factory.mktemp("elsewhere")) as running:
        yield running


def write(store: Store) -> None:
    with store.writing("a") as writer:
        writer.write(b"b")


def write_half(store: Store) -> None:
    with store.writing("half") as writer:
        writer.write(b"h" * A_PART)
        raise KeyboardInterrupt


def test_objects_come_back_as_they_were_put_and_half_a_one_is_not_there(elsewhere: ObjectStore) -> None:
    store = Store(f"{elsewhere.address}/objects")
    store.put("small", b"one")
    with store.writing("large") as writer:
        for number in range(3):
            writer.write(bytes([number]) * A_PART)
    with pytest.raises(KeyboardInterrupt):
        write_half(store)
    with store.reading("large") as reader:
        first = bytes(reader.read(3))
    assert [(each.path, each.size) for each in store.names()] == [("large", 3 * A_PART), ("small", 3)]
    assert (store.get("small"), first, store.has("half"), store.has("large")) == (
        b"one",
        b"\0\0\0",
        False,
        True,
    )
    with pytest.raises(FileNotFoundError):
        store.get("half")
    store.delete(["small", "large"])
    assert store.names() == []


def test_a_store_that_shows_another_certificate_is_not_spoken_to(
    elsewhere: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Store(elsewhere.address).has("nothing") is False
    monkeypatch.setenv("SSL_CERT_FILE", str(make_certificates(tmp_path).authority))
    with pytest.raises(StoreSilent, match="does not do what it should"):
        Store(elsewhere.address).has("nothing")


def test_a_bucket_that_is_not_there_is_a_sentence(elsewhere: ObjectStore) -> None:
    store = Store("s3://nobody-s/x")
    asking = (lambda: store.put("a", b"b"), lambda: store.get("a"), lambda: write(store), store.names)
    for ask in asking:
        with pytest.raises(StoreSilent, match="s3://nobody-s/x does not do what it should: there is no"):
            ask()


def test_a_cluster_comes_back_from_the_object_store_to_its_last_row(
    kept: Kept, elsewhere: ObjectStore, tmp_path: Path, new_home: NewHome
) -> None:
    kept.execute("drop table if exists member; create table member (id int, name text)")
    kept.execute(f"insert into member values (1, '{MARK}')")
    home = kept.embedded.home
    former = (home / "backups/arrangement.json").read_bytes()
    try:
        arranged = begin_backups(home, address=elsewhere.address, keys=tmp_path / "keys")
    finally:
        (home / "backups/arrangement.json").write_bytes(former)
    files = [tmp_path / "keys/studios.key", tmp_path / "keys/vault.key"]
    there = replace(kept, arranged=arranged, store=arranged.store(), keys=private_keys(files))
    assert [each.path for each in there.store.names()] == ["installation.json"]
    take(there, incremental=False)
    kept.execute("insert into member values (2, 'Ada')")
    standing = Shipper(kept.embedded, arranged).end(there.store, at=now())
    assert (standing.failure, contents_of(there.store).strangers) == (None, [])
    back = new_home("back")
    bring(there, back)
    assert names(back) == [MARK, "Ada"]
