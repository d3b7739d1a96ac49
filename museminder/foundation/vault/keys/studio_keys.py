"""The key of a studio: it wraps the keys of the studio's subjects, and is wrapped by the epoch's."""

from __future__ import annotations

import functools
from uuid import UUID

import psycopg
from django.conf import settings

from museminder.foundation.vault.connecting import SERVICE, vault_connection
from museminder.foundation.vault.keys.ciphers import lock, new_key, unlock
from museminder.foundation.vault.keys.epochs import epoch_key, present_epoch
from museminder.primitives.ids import uuid7

GONE, ERASED = "MK001", "MK002"  # SQLSTATEs of the vault's functions
_PRESENT = """
select id, epoch_id, wrapped from keys.studio_key where studio_id = %s order by made_at desc, id desc limit 1
"""
_known: dict[tuple[str, int], tuple[UUID, bytes]] = {}


class KeysDestroyed(Exception):
    """Nothing can be sealed for whom was erased: the keys are destroyed, and none is made again."""


def studio_place(studio_id: int, key_id: UUID) -> str:
    """What the wrap of a studio's key is bound to."""
    return f"studio key|{studio_id}|{key_id}"


@functools.lru_cache(maxsize=256)
def unwrapped(studio_id: int, key_id: UUID, wrapped: bytes, epoch_id: UUID) -> bytes:
    """A studio's key out of its wrap; raises ``CannotOpen``."""
    return unlock(epoch_key(epoch_id), wrapped, studio_place(studio_id, key_id))


def present_key(studio_id: int) -> tuple[UUID, bytes]:
    """The id and the key under which new keys of a studio's subjects are kept; made when it is the first.

    Raises ``KeysDestroyed`` for a studio whose keys were destroyed, ``VaultSilent``.
    """
    known = _known.get(_way(studio_id))
    if known is None:
        known = _known[_way(studio_id)] = _found(studio_id) or _begun(studio_id)
    return known


def forget_present_key(studio_id: int) -> None:
    """Look again next time: the key was rotated or destroyed by another process."""
    _known.pop(_way(studio_id), None)


def forget_every_key() -> None:
    """Begin as a new process does, with no key in memory."""
    _known.clear()
    unwrapped.cache_clear()
    epoch_key.cache_clear()


def _way(studio_id: int) -> tuple[str, int]:
    return str(settings.VAULT_SERVER), studio_id


def _found(studio_id: int) -> tuple[UUID, bytes] | None:
    with vault_connection(SERVICE) as connection:
        row = connection.execute(_PRESENT, [studio_id]).fetchone()
    if row is None:
        return None
    number, epoch_id, wrapped = row
    return number, unwrapped(studio_id, number, bytes(wrapped), epoch_id)


def _begun(studio_id: int) -> tuple[UUID, bytes]:
    while True:
        number, epoch_id = uuid7(), present_epoch()
        wrapped = lock(epoch_key(epoch_id), new_key(), studio_place(studio_id, number))
        with vault_connection(SERVICE) as connection:
            try:
                connection.execute(
                    "select keys.begin_studio(%s, %s, %s, %s)", [number, studio_id, epoch_id, wrapped]
                )
            except psycopg.DatabaseError as error:
                if error.sqlstate == ERASED:
                    raise KeysDestroyed("the keys of this studio were destroyed") from error
                if error.sqlstate != GONE:  # the week changed meanwhile
                    raise
        found = _found(studio_id)  # ours, or that of somebody who was quicker
        if found is not None:
            return found
