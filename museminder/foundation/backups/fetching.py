"""Bring one backup of a cluster back into an empty folder: its chain unpacked, put together, compared."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tarfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from museminder.foundation.backups.arrangements import HOLDER_OF
from museminder.foundation.backups.catalog import Backup, Contents, Manifest, read_manifest, wal_name
from museminder.foundation.backups.keys import PrivateKeys
from museminder.foundation.backups.opening import PIECE, Damaged, opened
from museminder.foundation.backups.schema_versions import newer_than_we
from museminder.foundation.backups.segments import is_history, missing_between
from museminder.foundation.backups.stores import Store, Stored
from museminder.foundation.embedded.binaries import major_version, program
from museminder.foundation.embedded.places import Account

Told = Callable[[str, int], None]


class NotRestorable(Exception):
    """What is in the store cannot become a database here; the message says why."""


@dataclass(frozen=True, slots=True)
class Link:
    """One backup of a chain, with its manifest."""

    backup: Backup
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Log:
    """A log that came back: it holds everything up to ``through``; at the segment ``missing`` it breaks off."""

    through: dt.datetime | None
    missing: str | None


def chain_of(store: Store, contents: Contents, backup: Backup, keys: PrivateKeys) -> list[Link]:
    """A backup and all that it is on top of, the whole one first; raises ``Damaged`` when one of them is gone."""
    by_name = {each.name: each for each in contents.of(backup.cluster)}
    links = [Link(backup, read_manifest(store, backup, keys))]
    while (parent := links[0].manifest.parent) is not None:
        if parent not in by_name:
            raise Damaged(backup.folder, f"is on top of {parent}, which is missing")
        links.insert(0, Link(by_name[parent], read_manifest(store, by_name[parent], keys)))
    return links


def check_restorable(manifest: Manifest) -> None:
    """Go on only if this program can run that database; raises ``NotRestorable``."""
    if manifest.postgres != major_version():
        raise NotRestorable(
            f"{manifest.name} was made by PostgreSQL {manifest.postgres}, the programs here are {major_version()}: "
            "restore it with the version of MuseMinder that made it."
        )
    if newer := newer_than_we(manifest.schema):
        raise NotRestorable(
            f"{manifest.name} was made by a newer MuseMinder ({newer[-1]}): bring this one up to date first."
        )


def fetch_chain(
    store: Store,
    links: Sequence[Link],
    keys: PrivateKeys,
    *,
    into: Path,
    account: Account,
    told: Told = lambda _cluster, _bytes: None,
) -> None:
    """Make a data folder of a chain, as the account that will run it; ``into`` must not exist.

    PostgreSQL compares every file with its own list. Raises ``Damaged``, ``NotRestorable``.
    """
    parts = [into.with_name(f"part-{number}") for number in range(len(links))]
    for part, link in zip(parts, links, strict=True):
        _unpack(store, link, keys, part, told)
        _give(part, account)
    if len(parts) == 1:
        parts[0].rename(into)
    else:
        _run(account, "pg_combinebackup", *map(str, parts), f"--output={into}")
        for part in parts:
            shutil.rmtree(part)
    _run(account, "pg_verifybackup", "--no-parse-wal", "--quiet", str(into))


def fetch_wal(
    store: Store, contents: Contents, manifest: Manifest, keys: PrivateKeys, *, into: Path, account: Account
) -> Log:
    """Bring back the log after a backup, up to its end or the first segment that is missing.

    Raises ``Damaged`` when one is missing that the backup itself needs.
    """
    into.mkdir(mode=0o700)
    wanted, missing = log_after(contents, manifest)
    through = None
    for each in wanted:
        with (
            opened(store, each.path, holder=HOLDER_OF[manifest.cluster], keys=keys) as content,
            (into / wal_name(each)).open("wb") as file,
        ):
            shutil.copyfileobj(content, file, PIECE)
            through = content.made_at if through is None else max(through, content.made_at)
    _give(into, account)
    return Log(through, missing)


def log_after(contents: Contents, manifest: Manifest) -> tuple[list[Stored], str | None]:
    """The log that lies in the store from a backup on, up to its end or the first segment that is missing: that one.

    Raises ``Damaged`` when one is missing that the backup itself needs.
    """
    own = contents.wal.get((manifest.cluster, manifest.system), [])
    later = [
        each for each in own if is_history(wal_name(each)) or wal_name(each)[8:] >= manifest.copied_to[8:]
    ]
    names = {wal_name(each) for each in later if not is_history(wal_name(each))}
    missing = next(iter(missing_between(sorted(names | {manifest.copied_to}))), None)
    if manifest.census and (
        manifest.ends_in not in names or (missing and missing[8:] < manifest.ends_in[8:])
    ):
        raise Damaged(
            f"The log of {manifest.cluster}", f"is not whole: {missing or manifest.ends_in} is missing"
        )
    return [each for each in later if missing is None or wal_name(each)[8:] < missing[8:]], missing


def _unpack(store: Store, link: Link, keys: PrivateKeys, into: Path, told: Told) -> None:
    into.mkdir(mode=0o700)
    path = f"{link.backup.folder}/content.age"
    with opened(store, path, holder=HOLDER_OF[link.backup.cluster], keys=keys) as content:
        heard = Telling(content, link.backup.cluster, told)
        try:
            with tarfile.open(fileobj=heard, mode="r|", bufsize=PIECE) as archive:  # type: ignore[call-overload]
                archive.extractall(into, filter="data")
        except tarfile.TarError as error:
            raise Damaged(path, "is no archive") from error
        while content.read(PIECE):
            pass  # the signature stands behind the end of the archive
    into.chmod(0o700)


class Telling:
    """Something that is read, while somebody hears how far it is."""

    def __init__(self, content: object, cluster: str, told: Told) -> None:
        self._content, self._cluster, self._told, self._bytes = content, cluster, told, 0

    def read(self, size: int = -1) -> bytes:
        """As the content gives it."""
        some: bytes = self._content.read(size)  # type: ignore[attr-defined]
        self._bytes += len(some)
        self._told(self._cluster, self._bytes)
        return some


def _give(folder: Path, account: Account) -> None:
    if account.is_another:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.user_id, account.group_id, follow_symlinks=False)


def _run(account: Account, name: str, *arguments: str) -> None:
    done = account.run([program(name, account), *arguments])
    if done.returncode != 0:
        said = (done.stderr.strip().splitlines() or ["it did not say why"])[0]
        raise NotRestorable(f"What came back is not what was copied: {said}")
