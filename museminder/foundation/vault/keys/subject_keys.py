"""The keys of students, guardians, families and of the studio itself: made by whoever seals, handed out to an entry.

What is written together about a subject gets a key of its own. Whoever writes therefore never needs a key that opens
what was written before, and the vault gives none away without an entry in the access log.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import psycopg

from museminder.foundation.vault.connecting import SERVICE, vault_connection
from museminder.foundation.vault.keys.ciphers import lock, new_key, unlock
from museminder.foundation.vault.keys.studio_keys import (
    ERASED,
    GONE,
    KeysDestroyed,
    forget_present_key,
    present_key,
    unwrapped,
)
from museminder.foundation.vault.sealing import CannotOpen, unseal
from museminder.primitives.ids import uuid7

SEALED_FOR_SUBJECT = b"\x02"  # Tink begins with 1: what was sealed for the whole installation
HEAD = 17  # the mark and the key's id


def own_subject(studio_id: int) -> UUID:
    """The subject that a studio is to itself: of its gateway's keys, its imports, its exports."""
    return UUID(int=studio_id)


def subject_place(studio_id: int, subject_id: UUID, key_id: UUID) -> str:
    """What the wrap of a subject's key is bound to."""
    return f"subject key|{studio_id}|{subject_id}|{key_id}"


@dataclass(frozen=True, slots=True, repr=False)
class SealingKey:
    """A new key of a subject, in the hand of whoever seals with it."""

    id: UUID
    key: bytes

    def seal(self, data: bytes, belongs_to: str) -> bytes:
        """Seal bytes for one place; the key's id is in front."""
        return SEALED_FOR_SUBJECT + self.id.bytes + lock(self.key, data, belongs_to)


def new_keys(studio_id: int, subjects: Iterable[UUID]) -> dict[UUID, SealingKey]:
    """A new key for each of some subjects of a studio, kept in the vault by one statement before this returns.

    Raises ``KeysDestroyed`` when one of them was erased, ``VaultSilent``.
    """
    made = {subject: SealingKey(uuid7(), new_key()) for subject in dict.fromkeys(subjects)}
    if made and not _keep(studio_id, made):
        forget_present_key(studio_id)
        if not _keep(studio_id, made):
            raise CannotOpen("the studio's key is changed by somebody all the time")
    return made


def _keep(studio_id: int, made: dict[UUID, SealingKey]) -> bool:
    """Keep new keys; False when the studio's key was rotated meanwhile."""
    number, studio_key = present_key(studio_id)
    wrapped = [
        lock(studio_key, one.key, subject_place(studio_id, subject, one.id)) for subject, one in made.items()
    ]
    values = [studio_id, number, [one.id for one in made.values()], list(made), wrapped]
    with vault_connection(SERVICE) as connection:
        try:
            connection.execute("select keys.keep(%s, %s, %s, %s, %s)", values)
        except psycopg.DatabaseError as error:
            if error.sqlstate == ERASED:
                raise KeysDestroyed("the keys of this subject were destroyed") from error
            if error.sqlstate != GONE:
                raise
            return False
    return True


def key_id_of(sealed: bytes) -> UUID | None:
    """The key that something was sealed with; None for the installation's, which sealed everything at first."""
    if sealed[:1] != SEALED_FOR_SUBJECT:
        return None
    if len(sealed) < HEAD:
        raise CannotOpen("this is too short to have been sealed")
    return UUID(bytes=sealed[1:HEAD])


@dataclass(frozen=True, slots=True, repr=False)
class HandedOut:
    """The keys that one entry of the access log was given, and who of its subjects was erased."""

    studio_id: int
    keys: dict[UUID, tuple[bytes, bytes]] = field(default_factory=dict)  # id → wrapped, and the key around it
    erased: frozenset[UUID] = frozenset()

    def is_erased(self, subject_id: UUID) -> bool:
        """Whether the keys of a subject, or of the whole studio, were destroyed."""
        return subject_id in self.erased or own_subject(self.studio_id) in self.erased

    def unseal(self, sealed: bytes, subject_id: UUID, belongs_to: str) -> bytes:
        """Open a value; raises ``CannotOpen`` if it was altered or moved, or if its key is not there."""
        number = key_id_of(sealed)
        if number is None:
            return unseal(sealed, belongs_to)
        if number not in self.keys:
            raise CannotOpen("the key of this value is not there")
        wrapped, studio_key = self.keys[number]
        key = unlock(studio_key, wrapped, subject_place(self.studio_id, subject_id, number))
        return unlock(key, sealed[HEAD:], belongs_to)


def hand_out(entry_id: UUID, studio_id: int, sealed: Sequence[bytes]) -> HandedOut:
    """The keys of some sealed values, for an entry that is written and names whom they are about; one statement.

    Raises ``CannotOpen`` when a studio's key cannot be unwrapped, ``VaultSilent``.
    """
    wanted = {number for each in sealed if (number := key_id_of(each)) is not None}
    with vault_connection(SERVICE) as connection:
        rows = connection.execute("select * from keys.hand_out(%s, %s)", [entry_id, list(wanted)]).fetchall()
    keys = {
        number: (bytes(wrapped), unwrapped(studio_id, studio_key, bytes(outer), epoch_id))
        for number, _subject, wrapped, studio_key, outer, epoch_id in rows
        if number is not None
    }
    return HandedOut(studio_id, keys, frozenset(row[1] for row in rows if row[0] is None))
