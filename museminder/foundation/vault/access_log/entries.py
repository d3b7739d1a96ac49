"""What is written down before something sealed is opened: ids and enumerations, committed at once.

The commitment is HMAC-SHA256 of the entry's canonical bytes under a salt of its own. It goes into the tree; the salt
stays apart, so that an entry whose salt is erased tells nothing, not even to whoever guesses.
"""

from __future__ import annotations

import datetime as dt
import hmac
import json
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from museminder.foundation.vault.connecting import SERVICE, vault_connection
from museminder.foundation.vault.purposes import Purpose
from museminder.primitives.happenings import announce
from museminder.primitives.ids import uuid7

# One statement, one transaction, one wait for the disk; the vault counts in it.
_WRITE = "select is_held, free_at from access_log.write_down(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
_OF = """
select id, at, studio_id, account_id, action, purpose, fields, subjects from access_log.entry
where studio_id = %(studio)s and subjects && %(subjects)s and action <> 'forgotten'
  and (%(told)s::uuid[] is null or purpose <> %(court)s or id = any(%(told)s)) order by at desc, id desc limit %(most)s
"""


class Action(StrEnum):
    """What was done with something sealed."""

    REVEALED = "revealed"
    AGES_DERIVED = "ages_derived"
    COMPARED = "compared"
    FORGOTTEN = "forgotten"  # entries of the log itself, whose time is over
    HELD = "held"  # was too much: nothing was opened
    ALLOWED = "allowed"  # somebody else lets what was held be opened once
    ALLOWED_ALONE = "allowed_alone"  # a school's one owner, a day later: nobody else is there to decide


@dataclass(frozen=True, slots=True)
class Entry:
    """One opening: who opened which fields of which subjects in which studio, for what, when.

    ``account_id`` is None for the program itself; ``fields`` are the ids of sealed fields.
    """

    id: UUID
    at: dt.datetime
    studio_id: int
    account_id: UUID | None
    action: Action
    purpose: Purpose
    fields: tuple[str, ...]
    subjects: tuple[UUID, ...]

    def canonical(self) -> bytes:
        """The same bytes for the same entry, always: JSON with sorted keys, times in UTC with microseconds."""
        facts = {
            "account": str(self.account_id) if self.account_id else None,
            "action": str(self.action),
            "at": self.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
            "fields": list(self.fields),
            "id": str(self.id),
            "purpose": str(self.purpose),
            "studio": self.studio_id,
            "subjects": [str(subject) for subject in self.subjects],
        }
        return json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()

    def commitment(self, salt: bytes) -> bytes:
        """The 32 bytes that stand for this entry in the tree."""
        return hmac.digest(salt, self.canonical(), "sha256")


@dataclass(frozen=True, slots=True)
class RevealWasHeld:
    """Somebody asked for more than may be opened in a while; the entry says what. Announced before it is refused."""

    entry: Entry
    until: dt.datetime | None


class RevealHeld(Exception):
    """Too much was asked for: nothing was opened, and that it was asked for is written down.

    ``until`` is when it may be asked for again; None when it is too much at once, whenever it is asked for.
    """

    def __init__(self, entry: Entry, until: dt.datetime | None) -> None:
        super().__init__("held: more was asked for than may be opened in a while")
        self.entry, self.until = entry, until


def write_down(
    *,
    studio_id: int,
    account_id: UUID | None,
    action: Action,
    purpose: Purpose,
    fields: Sequence[str],
    subjects: Sequence[UUID],
    at: dt.datetime,
) -> Entry:
    """Write one entry into the access log; when this returns, it is on the vault's disk.

    Raises ``RevealHeld`` when it is more than may be opened in a while, ``VaultSilent`` when it could not be written:
    then nothing may be opened.
    """
    entry = Entry(uuid7(), at, studio_id, account_id, action, purpose, tuple(fields), tuple(subjects))
    held = replace(entry, action=Action.HELD)
    salt = secrets.token_bytes(32)
    named = (str(action), str(purpose))  # psycopg would write an enumeration's name, not its value
    facts = (entry.id, at, studio_id, account_id, *named, list(fields), list(subjects))
    with vault_connection(SERVICE) as connection:
        commitments = (entry.commitment(salt), held.commitment(salt))
        row = connection.execute(_WRITE, [*facts, *commitments, salt]).fetchone()
    is_held, until = row or (False, None)
    if not is_held:
        return entry
    announce(RevealWasHeld(held, until))
    raise RevealHeld(held, until)


def entries_about(
    subjects: Sequence[UUID], *, studio_id: int, most: int = 200, for_courts: Collection[UUID] | None = None
) -> list[Entry]:
    """Who opened what about these subjects of a studio, newest first; raises ``VaultSilent``.

    Of the entries for a court only those of ``for_courts``, if given: left out before the most are counted, because a
    list that is one short tells that there is one more.
    """
    asked = {
        "studio": studio_id,
        "subjects": list(subjects),
        "most": most,
        "court": str(Purpose.LEGAL_DEMAND),
    }
    told = None if for_courts is None else list(for_courts)
    with vault_connection(SERVICE) as connection:
        rows = connection.execute(_OF, asked | {"told": told}).fetchall()
    return [entry_of(row) for row in rows]


def entry_of(row: Sequence[object]) -> Entry:
    """The entry in a row of ``id, at, studio_id, account_id, action, purpose, fields, subjects``.

    Raises ValueError for an action or a purpose that nobody could have written.
    """
    made: tuple[UUID, dt.datetime, int, UUID | None, str, str, list[str], list[UUID]] = tuple(row)  # type: ignore[assignment]
    number, at, studio_id, account_id, action, purpose, fields, subjects = made
    return Entry(
        number, at, studio_id, account_id, Action(action), Purpose(purpose), tuple(fields), tuple(subjects)
    )
