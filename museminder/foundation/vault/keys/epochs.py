"""Epoch keys: one for a week, kept as a wrapped file beside the program and never in the vault's cluster.

That is what makes a copy of the vault useless by itself, and an old copy useless for ever once its epoch key is
destroyed. Between its week's end and that day an epoch key is in escrow: a copy of the vault can be brought back with
it. The escrow may be another disk (``MUSEMINDER_VAULT_ESCROW``).
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import os
from pathlib import Path
from uuid import UUID

from django.conf import settings

from museminder.foundation.embedded.secrets import write_private
from museminder.foundation.vault.connecting import SERVICE, vault_connection
from museminder.foundation.vault.keys.ciphers import new_key
from museminder.foundation.vault.keys.wrapping import wrapper_called, wrapper_in_use
from museminder.foundation.vault.sealing import CannotOpen
from museminder.primitives.clock import now
from museminder.primitives.ids import uuid7

LASTS = dt.timedelta(days=7)


def folder() -> Path:
    """Where the present epoch's key lies; no backup may take it along with the vault."""
    return Path(settings.MUSEMINDER_HOME) / "epochs"


def escrow() -> Path:
    """Where the keys of past epochs wait for their end."""
    given = os.environ.get("MUSEMINDER_VAULT_ESCROW")
    return Path(given) if given else folder() / "escrow"


def backups_kept() -> dt.timedelta:
    """How long copies of the vault are kept: so long an epoch key waits in escrow after its week."""
    return dt.timedelta(days=settings.VAULT_BACKUP_DAYS)


def make_epoch_key() -> tuple[UUID, str]:
    """Make a key and its file; returns its id and its wrapper's name. It is of no use before the vault knows it."""
    number, wrapper = uuid7(), wrapper_in_use()
    wrapped = wrapper.wrap(new_key(), _place(number))
    write_private(folder() / str(number), json.dumps({"wrapper": wrapper.name, "wrapped": wrapped.hex()}))
    return number, wrapper.name


@functools.lru_cache(maxsize=8)
def epoch_key(number: UUID) -> bytes:
    """The key of an epoch, present or in escrow; raises ``CannotOpen`` when it is destroyed or not on this computer."""
    for path in (folder() / str(number), escrow() / str(number)):
        try:
            kept = json.loads(path.read_text())
        except FileNotFoundError:
            continue
        return wrapper_called(kept["wrapper"]).unwrap(bytes.fromhex(kept["wrapped"]), _place(number))
    raise CannotOpen("the key of this epoch is not here any more")


def is_here(number: UUID) -> bool:
    """Whether the key of an epoch is on this computer, present or in escrow."""
    return any((place / str(number)).exists() for place in (folder(), escrow()))


def present_epoch() -> UUID:
    """The epoch that keys of studios are wrapped in now; the first one is begun if there is none."""
    with vault_connection(SERVICE) as connection:
        row = connection.execute("select id from keys.epoch where ended_at is null").fetchone()
        if row is not None:
            return UUID(str(row[0]))
        mine, wrapper = make_epoch_key()
        row = connection.execute("select keys.begin_epoch(%s, %s, %s)", [mine, wrapper, now()]).fetchone()
    present = UUID(str(row[0])) if row else mine
    if present != mine:
        destroy_epoch_key(mine)
    return present


def put_into_escrow(number: UUID) -> None:
    """Lay the key of a week that is over aside; doing it again changes nothing."""
    path = folder() / str(number)
    if path.exists():
        write_private(escrow() / str(number), path.read_text())
        _wipe(path)


def destroy_epoch_key(number: UUID) -> None:
    """Destroy a key for ever: its file is written over and removed, wherever it lies."""
    for path in (folder() / str(number), escrow() / str(number)):
        if path.exists():
            _wipe(path)
    epoch_key.cache_clear()


def _wipe(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _place(number: UUID) -> str:
    return f"epoch|{number}"
