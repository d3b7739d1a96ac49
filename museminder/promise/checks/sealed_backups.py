"""Backups show nothing to whoever finds them: the bytes of the store are read as anybody would read them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from museminder.foundation.backups.arrangements import NotArranged, arrangement_of, begin_backups
from museminder.foundation.backups.canaries import search_raw
from museminder.foundation.backups.keys import PrivateKeys, WrongKey, private_keys
from museminder.foundation.backups.opening import BEGINS, Damaged, open_bytes
from museminder.foundation.backups.stores import Store, Stored
from museminder.primitives import clock
from museminder.promise.checking import Found, World, check

CANARY = "canary: Wilhelmina Okonkwo-Brandt, born 2015-03-04, allergic to everything but music"
MOST_READ = 500  # objects of the store whose beginning is read, the newest


@check(
    "backups.sealed",
    "Seals a made-up child through the program and looks for it in the raw bytes of the store.",
)
def sealed(world: World) -> Found:
    """Objects that can be read without a key: one just put into a store of the check's own, and those of ours."""
    with TemporaryDirectory() as folder:
        wrong, noticed = _wrong_with_sealing(Path(folder))
    count = 1
    for store, objects in _own_objects(world):
        count += len(objects)
        wrong += [f"{each.path} is not sealed" for each in objects if not _begins_sealed(store, each)]
    return Found(count, wrong, noticed, f"{count} objects looked at, {len(wrong)} readable without a key")


def _wrong_with_sealing(folder: Path) -> tuple[list[str], bool]:
    arranged = begin_backups(folder / "home", address=str(folder / "store"), keys=folder / "keys")
    store, path = arranged.store(), "studios/canary.age"
    arranged.seal(store, path, io.BytesIO(CANARY.encode()), made_at=clock.now())
    objects = [each for each in store.names() if each.path == path]
    wrong = [f"{each} shows what is in it" for each in search_raw(store, objects, [CANARY]).found]
    wrong += [f"{each.path} is not sealed" for each in objects if not _begins_sealed(store, each)]
    ours, other = private_keys([folder / "keys/studios.key"]), private_keys([folder / "keys/vault.key"])
    opened = _opens(store, path, ours) == CANARY
    if _opens(store, path, replace(ours, identities={"studios": other.identities["vault"]})) is not None:
        wrong.append("another key opens it")
    store.put("planted", CANARY.encode())
    (planted,) = (each for each in store.names() if each.path == "planted")
    found = search_raw(store, [planted], [CANARY]).found == ["planted"] and not _begins_sealed(store, planted)
    return wrong if opened else [*wrong, "its own key does not open it"], found


def _opens(store: Store, path: str, keys: PrivateKeys) -> str | None:
    try:
        return open_bytes(store, path, holder="studios", keys=keys).decode()
    except (WrongKey, Damaged):
        return None


def _own_objects(world: World) -> list[tuple[Store, Sequence[Stored]]]:
    """The newest objects of this installation's store; a copy has none, and one without backups neither."""
    if world.scratch:
        return []
    try:
        store = arrangement_of(Path(settings.MUSEMINDER_HOME)).store()
    except NotArranged:
        return []
    objects = [each for each in store.names() if each.path.endswith(".age")]
    return [(store, sorted(objects, key=lambda each: each.modified_at)[-MOST_READ:])]


def _begins_sealed(store: Store, stored: Stored) -> bool:
    with store.reading(stored.path) as reader:
        return bytes(reader.read(len(BEGINS))) == BEGINS
