"""One small cluster with a store beside it, for all tests here: what costs is starting it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from museminder.foundation.backups.arrangements import Arrangement, begin_backups
from museminder.foundation.backups.keys import PrivateKeys, private_keys
from museminder.foundation.backups.stores import Store
from museminder.foundation.embedded.clusters import PUBLIC
from museminder.foundation.embedded.places import place_for
from museminder.foundation.embedded.postgres import Embedded
from tests.foundation.backups.sealing import Sealing

MARK = "Wilhelmina Okonkwo-Brandt"


@dataclass(frozen=True)
class Kept:
    """A cluster with three rows, its store, and the private keys."""

    embedded: Embedded
    arranged: Arrangement
    store: Store
    store_folder: Path
    keys: PrivateKeys
    key_files: list[Path]

    def execute(self, statement: str) -> list[tuple[object, ...]]:
        return run(self.embedded, statement)


def run(embedded: Embedded, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(embedded.dsn(), autocommit=True) as connection:
        found = connection.execute(statement)  # type: ignore[call-overload]
        return found.fetchall() if found.description else []


def remove(home: Path) -> None:
    """Stop what runs in a folder and remove what root keeps elsewhere."""
    cluster = Embedded(home, PUBLIC)
    cluster.stop()
    place = place_for(home.resolve(), PUBLIC.suffix)
    shutil.rmtree(place.cluster, ignore_errors=True)
    shutil.rmtree(place.socket_directory, ignore_errors=True)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("kept")
    embedded = Embedded(folder / "home", PUBLIC)
    embedded.start()
    try:
        run(embedded, "create table family (id int primary key, name text)")
        run(embedded, f"insert into family values (1, '{MARK}'), (2, 'Ada'), (3, 'Bo')")
        arranged = begin_backups(embedded.home, address=str(folder / "store"), keys=folder / "keys")
        files = [folder / "keys/studios.key", folder / "keys/vault.key"]
        yield Kept(embedded, arranged, arranged.store(), folder / "store", private_keys(files), files)
    finally:
        remove(embedded.home)


@pytest.fixture
def new_home(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Names of folders to restore into, cleared away afterwards."""
    made = []

    def named(name: str) -> Path:
        made.append(tmp_path / name)
        return made[-1]

    yield named
    for home in made:
        if (home / "installation").exists():
            remove(home)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[str]:
    """A disk of one megabyte; only root may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("a small disk can be mounted by root only")
    yield str(disk)
    subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture
def sealing(tmp_path: Path) -> Sealing:
    return Sealing(tmp_path)
