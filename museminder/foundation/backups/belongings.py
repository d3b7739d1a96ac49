"""The small files of a MuseMinder folder that no database holds: passwords, keys, and who was erased.

Sealed to the holder of ``studios``: the vault's rows, which these keys open, are sealed to another. They are put into
the store with every backup and whenever they change, and the newest are what comes back.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

from museminder.foundation.backups.arrangements import Arrangement
from museminder.foundation.backups.catalog import contents_of
from museminder.foundation.backups.keys import SIGNING_KEY, PrivateKeys
from museminder.foundation.backups.opening import open_bytes
from museminder.foundation.backups.reading_clusters import OWN
from museminder.foundation.backups.sealing import Sealed
from museminder.foundation.backups.stores import Store
from museminder.foundation.embedded.clusters import PUBLIC, STUDIOS, VAULT
from museminder.foundation.embedded.places import place_for
from museminder.foundation.embedded.secrets import private_folder, write_private

CLUSTERS = (VAULT, STUDIOS, PUBLIC)
FILES = (
    "role-passwords.json",
    "vault-passwords.json",
    "public-passwords.json",
    "vault-keyset.json",
)
FOLDERS = ("secrets", "epochs")
ERASURES = "erasures.jsonl"
SUPERUSER = "superuser-password"
# A restored copy is another installation to any store: two that ship under one name would write over each other.
NOT_TAKEN = {SIGNING_KEY, OWN}
_MOMENT = "%Y%m%dT%H%M%S%fZ"


class NotThere(Exception):
    """The store holds no copy of the keys and passwords of its installation."""


def put_belongings(arranged: Arrangement, store: Store, *, at: dt.datetime) -> Sealed:
    """Seal the small files as they are now."""
    packed = io.BytesIO(_packed(arranged.home))
    return arranged.seal(store, f"home/{at.astimezone(dt.UTC).strftime(_MOMENT)}.age", packed, made_at=at)


def put_changed_belongings(arranged: Arrangement, store: Store, *, at: dt.datetime) -> bool:
    """The same, if any of them changed since they were last put there by this."""
    now = hashlib.sha256(_packed(arranged.home)).hexdigest()
    known = arranged.folder / "home.sha256"
    if known.exists() and known.read_text() == now:
        return False
    put_belongings(arranged, store, at=at)
    write_private(known, now)
    return True


def bring_back_belongings(store: Store, keys: PrivateKeys, into: Path) -> str:
    """Write the newest of them into a new MuseMinder folder, and each cluster's password beside its place.

    Returns the object they came from; raises ``NotThere``, ``Damaged``, ``WrongKey``.
    """
    homes = contents_of(store).homes
    if not homes:
        raise NotThere(
            f"{store.address} holds no copy of the keys and passwords, so nothing could be opened."
        )
    newest = homes[-1].path
    for name, text in _unpacked(open_bytes(store, newest, holder="studios", keys=keys)):
        cluster = next((each for each in CLUSTERS if name == f"{SUPERUSER}/{each.name}"), None)
        if cluster is None:
            write_private(into / name, text)
            continue
        place = place_for(into, cluster.suffix)
        private_folder(place.cluster)
        write_private(place.password, text)
    return newest


def _packed(home: Path) -> bytes:
    """The same bytes for the same files, so that a change is seen."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, path in sorted(_files(home)):
            data = path.read_bytes()
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(data), 0o600
            archive.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def _files(home: Path) -> Iterator[tuple[str, Path]]:
    for name in FILES:
        if (home / name).exists():
            yield name, home / name
    for folder in FOLDERS:
        for path in (home / folder).rglob("*"):
            if path.is_file() and path.name not in NOT_TAKEN and not path.name.endswith(".unfinished"):
                yield str(path.relative_to(home)), path
    escrow = os.environ.get("MUSEMINDER_VAULT_ESCROW")
    for path in Path(escrow).iterdir() if escrow else ():
        yield f"epochs/escrow/{path.name}", path
    erasures = Path(os.environ.get("MUSEMINDER_ERASURES") or home / ERASURES)
    if erasures.exists():
        yield ERASURES, erasures
    for cluster in CLUSTERS:
        password = place_for(home, cluster.suffix).password
        if password.exists():
            yield f"{SUPERUSER}/{cluster.name}", password


def _unpacked(data: bytes) -> Iterator[tuple[str, str]]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for entry in archive:
            file = archive.extractfile(entry)
            parts = Path(entry.name).parts
            if file is not None and ".." not in parts and not Path(entry.name).is_absolute():
                yield entry.name, file.read().decode()
