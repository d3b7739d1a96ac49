"""New keys around old ones: the weekly epoch change, and a studio's key changed on its own.

Values stay as they are; what changes is the wrap around the keys that opened them. Each step may be cut off anywhere
and done again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from museminder.foundation.vault.connecting import KEEPER, vault_connection
from museminder.foundation.vault.keys.ciphers import lock, new_key, unlock
from museminder.foundation.vault.keys.epochs import (
    LASTS,
    backups_kept,
    destroy_epoch_key,
    epoch_key,
    make_epoch_key,
    present_epoch,
    put_into_escrow,
)
from museminder.foundation.vault.keys.studio_keys import forget_present_key, studio_place, unwrapped
from museminder.foundation.vault.keys.subject_keys import subject_place
from museminder.primitives.ids import uuid7

LOCK = 4715  # two changes at once would each believe theirs is the present epoch
AT_ONCE = 2_000
Told = Callable[[int, int], None]
_OLD = (
    "select id, studio_id, epoch_id, wrapped from keys.studio_key where epoch_id <> %s order by studio_id, id"
)
# A key that was destroyed stays openable from an old copy for as long as the studio's key around it lives.
_HAS_ERASED_SINCE = """
select exists (select from keys.erasure e join keys.studio_key k using (studio_id)
               where k.id = %s and e.carried_out_at >= k.made_at)
"""
_SOME = """
select id, subject_id, wrapped from keys.subject_key where studio_key_id = %s order by id limit %s for update
"""
_REWRAP = """
update keys.subject_key k set studio_key_id = %s, wrapped = n.wrapped
from unnest(%s::uuid[], %s::bytea[]) n (id, wrapped) where k.id = n.id
"""


@dataclass(frozen=True, slots=True)
class Changed:
    """What an epoch change did.

    Keys of studios wrapped anew, or made anew because somebody was erased; past epochs whose keys were destroyed.
    """

    rewrapped: int
    rotated: int
    destroyed: int


def epoch_is_due(at: dt.datetime) -> bool:
    """Whether the present epoch's week is over; raises ``VaultSilent``."""
    with vault_connection(KEEPER) as connection:
        row = connection.execute("select began_at from keys.epoch where ended_at is null").fetchone()
    return row is not None and at >= row[0] + LASTS


def change_epoch(*, at: dt.datetime, told: Told | None = None) -> Changed:
    """Begin a new epoch: wrap every studio's key anew, lay the old epoch's key aside, destroy those whose time is up.

    A studio in which somebody was erased gets a new key instead, so that no old copy opens with the one still in use.
    ``told`` hears of studios done and studios in all. Does nothing while another change is at work. Raises
    ``VaultSilent``; ``CannotOpen`` when the old epoch's key is not on this computer: then nothing was changed.
    """
    present_epoch()
    with vault_connection(KEEPER) as connection:
        if not _is_alone(connection):
            return Changed(0, 0, 0)
        try:
            new = _begin(connection, at)
            rewrapped, rotated = _carry_over(connection, new, told)
            _lay_aside(connection)
            return Changed(rewrapped, rotated, _destroy_old(connection, at))
        finally:
            connection.execute("select pg_advisory_unlock(%s)", [LOCK])


def destroy_old_epochs(*, at: dt.datetime) -> int:
    """Destroy the keys of epochs of which no copy of the vault is kept any more; returns how many.

    One that a studio's key still hangs on stays. Raises ``VaultSilent``.
    """
    with vault_connection(KEEPER) as connection:
        return _destroy_old(connection, at)


def rotate_studio(*, studio_id: int, told: Told | None = None) -> int:
    """Give a studio a new key and wrap those of its subjects anew; returns how many. The old one is gone afterwards.

    ``told`` hears of keys done and keys in all. Raises ``CannotOpen``, ``VaultSilent``.
    """
    epoch = present_epoch()
    with vault_connection(KEEPER) as connection:
        done = _rotate(connection, studio_id, epoch, told)
    forget_present_key(studio_id)
    return done


def _is_alone(connection: psycopg.Connection[Any]) -> bool:
    row = connection.execute("select pg_try_advisory_lock(%s)", [LOCK]).fetchone()
    return bool(row and row[0])


def _begin(connection: psycopg.Connection[Any], at: dt.datetime) -> UUID:
    """The epoch to wrap in: a new one, or the one that a change which was cut off has begun."""
    unfinished = connection.execute(
        "select p.id from keys.epoch p where p.ended_at is null"
        " and exists (select from keys.studio_key k where k.epoch_id <> p.id)"
    ).fetchone()
    if unfinished:
        return UUID(str(unfinished[0]))
    old = connection.execute("select id from keys.epoch where ended_at is null").fetchone()
    if old is not None:
        epoch_key(old[0])  # before anything is changed
    number, wrapper = make_epoch_key()
    with connection.transaction():
        connection.execute(
            "update keys.epoch set ended_at = %s, kept_until = %s where ended_at is null",
            [at, at + backups_kept()],
        )
        connection.execute(
            "insert into keys.epoch (id, wrapper, began_at) values (%s, %s, %s)", [number, wrapper, at]
        )
    return number


def _carry_over(connection: psycopg.Connection[Any], new: UUID, told: Told | None) -> tuple[int, int]:
    old = connection.execute(_OLD, [new]).fetchall()
    rewrapped = rotated = 0
    for number, studio_id, epoch_id, wrapped in old:
        erased = connection.execute(_HAS_ERASED_SINCE, [number]).fetchone()
        if erased and erased[0]:
            _rotate(connection, studio_id, new)
            rotated += 1
        else:
            key = unwrapped(studio_id, number, bytes(wrapped), epoch_id)
            again = lock(epoch_key(new), key, studio_place(studio_id, number))
            connection.execute(
                "update keys.studio_key set epoch_id = %s, wrapped = %s where id = %s", [new, again, number]
            )
            rewrapped += 1
        if told:
            told(rewrapped + rotated, len(old))
    return rewrapped, rotated


def _rotate(
    connection: psycopg.Connection[Any], studio_id: int, epoch: UUID, told: Told | None = None
) -> int:
    """A new key for a studio, every older one of it emptied and removed."""
    older = connection.execute(
        "select id, epoch_id, wrapped from keys.studio_key where studio_id = %s order by made_at", [studio_id]
    ).fetchall()
    if not older:
        return 0
    number, key = uuid7(), new_key()
    connection.execute(
        "insert into keys.studio_key (id, studio_id, epoch_id, wrapped) values (%s, %s, %s, %s)",
        [number, studio_id, epoch, lock(epoch_key(epoch), key, studio_place(studio_id, number))],
    )
    total = _count(connection, [one[0] for one in older])
    done = 0
    for old_id, epoch_id, wrapped in older:
        old_key = unwrapped(studio_id, old_id, bytes(wrapped), epoch_id)
        while moved := _move_some(connection, studio_id, (old_id, old_key), (number, key)):
            done += moved
            if told:
                told(done, max(total, done))
    return done


def _move_some(
    connection: psycopg.Connection[Any], studio_id: int, old: tuple[UUID, bytes], new: tuple[UUID, bytes]
) -> int:
    """Some keys of subjects from one key of their studio to another; the old one goes with the last of them."""
    with connection.transaction():
        # the lock of whoever destroys keys of this studio
        connection.execute("select pg_advisory_xact_lock(4714, (%s %% 2147483647)::int)", [studio_id])
        rows = connection.execute(_SOME, [old[0], AT_ONCE]).fetchall()
        again = []
        for number, subject, wrapped in rows:
            place = subject_place(studio_id, subject, number)
            again.append(lock(new[1], unlock(old[1], bytes(wrapped), place), place))
        if rows:
            connection.execute(_REWRAP, [new[0], [row[0] for row in rows], again])
            return len(rows)
        # whoever seals under the old one at this moment holds its row; with the row gone they look for the new one
        connection.execute("select from keys.studio_key where id = %s for update", [old[0]])
        left = connection.execute(
            "select count(*) from keys.subject_key where studio_key_id = %s", [old[0]]
        ).fetchone()
        if left and left[0]:
            return _move_some(connection, studio_id, old, new)
        connection.execute("delete from keys.studio_key where id = %s", [old[0]])
    return 0


def _count(connection: psycopg.Connection[Any], studio_keys: list[UUID]) -> int:
    row = connection.execute(
        "select count(*) from keys.subject_key where studio_key_id = any (%s)", [studio_keys]
    ).fetchone()
    return int(row[0]) if row else 0


def _lay_aside(connection: psycopg.Connection[Any]) -> None:
    rows = connection.execute(
        "select id from keys.epoch where ended_at is not null and destroyed_at is null"
    ).fetchall()
    for (number,) in rows:
        put_into_escrow(number)


def _destroy_old(connection: psycopg.Connection[Any], at: dt.datetime) -> int:
    rows = connection.execute(
        "select e.id from keys.epoch e where e.kept_until <= %s and e.destroyed_at is null"
        " and not exists (select from keys.studio_key k where k.epoch_id = e.id)",
        [at],
    ).fetchall()
    for (number,) in rows:
        destroy_epoch_key(number)
        connection.execute("update keys.epoch set destroyed_at = %s where id = %s", [at, number])
    return len(rows)
