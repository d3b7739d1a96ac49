"""Computing the whole access log again from its entries, and naming the first that is not as it was written.

Three things are held against each other for every leaf: the entry with its salt, the leaf's commitment with the
stored nodes above it, and the tree with every signed checkpoint. Who changes one of them is found by the others; who
changes all of them cannot sign. A log cut off at a checkpoint, with everything after it, is found by a copy that
somebody outside keeps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

import psycopg

from museminder.foundation.vault.access_log.entries import entry_of
from museminder.foundation.vault.access_log.merkle import Frontier, Node, leaf_hash
from museminder.foundation.vault.access_log.notes import BadNote, Checkpoint, Signer, read_note
from museminder.foundation.vault.access_log.sequencing import known_log_key, read_nodes
from museminder.foundation.vault.connecting import AUDITOR, vault_connection

AT_ONCE = 2_000
_LEAVES = """
select l.index, l.entry_id, l.commitment, s.salt,
  e.id, e.at, e.studio_id, e.account_id, e.action, e.purpose, e.fields, e.subjects, e.commitment
from access_log.leaf l
left join access_log.entry e on e.id = l.entry_id left join access_log.salt s on s.entry_id = l.entry_id
order by l.index
"""
_STRAY = """
select e.id from access_log.entry e
where not exists (select from access_log.leaf l where l.entry_id = e.id)
  and not exists (select from access_log.inbox i where i.entry_id = e.id) order by e.id limit 1
"""
_FORGOTTEN = """
select distinct unnest(e.subjects) from access_log.entry e
where e.action = 'forgotten' and exists (select from access_log.leaf l where l.entry_id = e.id)
"""


class Kind(StrEnum):
    """What was done to the log."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    FORKED = "forked"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is wrong: at which index, with which entry if it can be told, and what was done."""

    kind: Kind
    index: int | None
    entry_id: UUID | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was computed again, and the first fault or None."""

    entries: int
    waiting: int
    forgotten: int
    checkpoints: int
    newest: Checkpoint | None
    fault: Fault | None


@dataclass
class _Walk:
    """What is known while the leaves go by."""

    connection: psycopg.Connection[Any]
    tree: Frontier = field(default_factory=Frontier)
    due: list[Checkpoint] = field(default_factory=list)  # the next one last
    signed: int = 0  # up to here the tree is one that was signed
    signed_before: int = 0
    to_be_forgotten: set[UUID] = field(default_factory=set)
    forgotten: int = 0
    checkpoints: int = 0


class _Found(Exception):
    def __init__(self, kind: Kind, index: int | None, entry_id: UUID | None, sentence: str) -> None:
        super().__init__(sentence)
        self.fault = Fault(kind, index, entry_id, sentence)


def verify(witnessed: Iterable[str] = ()) -> Verified:
    """Compute everything again and compare; ``witnessed`` are signed notes that somebody kept outside.

    Raises ``VaultSilent``, ``WrongKey`` where this computer has no key of the log.
    """
    key = known_log_key()
    with vault_connection(AUDITOR) as connection, connection.transaction():
        connection.execute("set transaction isolation level repeatable read, read only")
        walk, fault, known = _Walk(connection), None, []
        try:
            known = _checkpoints(connection, witnessed, key)
            _walk_through(walk, known)
            _look_beside(connection)
        except _Found as found:
            fault = found.fault
        waiting = _one(connection, "select count(*) from access_log.inbox")
    newest = known[-1] if known else None
    return Verified(walk.tree.size, waiting, walk.forgotten, walk.checkpoints, newest, fault)


def _checkpoints(connection: psycopg.Connection[Any], witnessed: Iterable[str], key: str) -> list[Checkpoint]:
    """Every checkpoint, the stored and those kept outside, each with a good signature, by size."""
    row = connection.execute("select origin, verifier from access_log.log").fetchone()
    origin, verifier = row or ("", "")
    if Signer.from_secret(origin, key).verifier != verifier:
        raise _Found(Kind.FORKED, None, None, "The log names another key than this computer's.")
    read = []
    stored = connection.execute("select size, root, note from access_log.checkpoint order by size")
    for size, root, note in stored:
        checkpoint = _read(note, verifier, f"The checkpoint at size {size}", size)
        if (checkpoint.size, checkpoint.root) != (size, bytes(root)):
            raise _Found(
                Kind.FORKED, size, None, f"The checkpoint stored at size {size} says something else."
            )
        read.append(checkpoint)
    read += [_read(note, verifier, "A checkpoint kept outside", None) for note in witnessed]
    return sorted(read, key=lambda each: each.size)


def _read(note: str, verifier: str, what: str, size: int | None) -> Checkpoint:
    try:
        return read_note(note, verifier)
    except BadNote as error:
        raise _Found(Kind.FORKED, size, None, f"{what} is not ours: {error}.") from error


def _walk_through(walk: _Walk, known: list[Checkpoint]) -> None:
    walk.to_be_forgotten = {entry_id for (entry_id,) in walk.connection.execute(_FORGOTTEN)}
    walk.due = list(reversed(known))
    with walk.connection.cursor(name="leaves") as cursor:
        cursor.execute(_LEAVES)
        while rows := cursor.fetchmany(AT_ONCE):
            stored = read_nodes(walk.connection, _nodes_completed_by(walk.tree.size, len(rows)))
            for index, entry_id, commitment, *facts in rows:
                if index != walk.tree.size:
                    raise _Found(Kind.REMOVED, walk.tree.size, None, f"Entry {walk.tree.size} was removed.")
                leaf = bytes(commitment)
                walk.forgotten += _hold_against_entry(walk, index, entry_id, leaf, facts)
                for node, hashed in walk.tree.append(leaf_hash(leaf)):
                    if stored.get(node) != hashed:
                        raise _Found(*_what_happened(walk, index, entry_id, (node, hashed), stored))
                _hold_against_checkpoints(walk)
    if walk.due:
        missing = f"A checkpoint signed {walk.due[-1].size} entries, there are {walk.tree.size}."
        raise _Found(Kind.REMOVED, walk.tree.size, None, missing)
    if walk.signed != walk.tree.size:
        raise _Found(Kind.INSERTED, walk.signed, None, f"No checkpoint covers entry {walk.signed}.")


def _nodes_completed_by(first: int, count: int) -> list[Node]:
    tree = Frontier(first, [b""] * first.bit_count())
    return [node for _ in range(count) for node, _hash in tree.append(b"")]


def _hold_against_checkpoints(walk: _Walk) -> None:
    size = walk.tree.size
    while walk.due and walk.due[-1].size == size:
        if walk.due[-1].root != walk.tree.root:
            first = walk.signed if walk.signed < size else walk.signed_before
            among = f"something among the entries {first} to {size - 1} was changed, moved or exchanged"
            sentence = f"The first {size} entries are not those that were signed: {among}."
            raise _Found(Kind.FORKED, first, None, sentence)
        if walk.signed < size:
            walk.signed, walk.signed_before = size, walk.signed
        walk.due.pop()
        walk.checkpoints += 1


def _hold_against_entry(walk: _Walk, index: int, entry_id: UUID, commitment: bytes, facts: list[Any]) -> int:
    """Compare a leaf with the entry it stands for; returns 1 for one that was rightly forgotten, else 0."""
    salt, *entry, own = facts
    if entry[0] is None:
        if entry_id in walk.to_be_forgotten:
            return 1
        raise _Found(Kind.REMOVED, index, entry_id, f"Entry {index} ({entry_id}) was removed.")
    try:
        fits = salt is not None and entry_of(entry).commitment(bytes(salt)) == commitment == bytes(own)
    except ValueError:
        fits = False
    if not fits:
        kind, word = Kind.CHANGED, "changed"
        elsewhere = "select index from access_log.leaf where commitment = %s and index <> %s"
        if walk.connection.execute(elsewhere, [own, index]).fetchone():
            kind, word = Kind.REORDERED, "moved to another place"
        raise _Found(kind, index, entry_id, f"Entry {index} ({entry_id}) was {word}.")
    return 0


def _what_happened(
    walk: _Walk, index: int, entry_id: UUID, made: tuple[Node, bytes], stored: dict[Node, bytes]
) -> tuple[Kind, int, UUID | None, str]:
    """A leaf is not the one the tree remembers here: does the remembered one follow, did this one stand elsewhere?"""
    node, hashed = made
    level, place = node
    if level or node not in stored:
        return (
            Kind.CHANGED,
            index,
            entry_id,
            f"The tree above entry {index} was changed (node {level}/{place}).",
        )
    after = walk.connection.execute("select commitment from access_log.leaf where index > %s", [index])
    follows = any(leaf_hash(bytes(other)) == stored[node] for (other,) in after)
    stood = walk.connection.execute(
        "select index from access_log.node where level = 0 and hash = %s", [hashed]
    ).fetchone()
    if stood and follows:
        return Kind.REORDERED, index, entry_id, f"Entry {index} ({entry_id}) stood at {stood[0]} when signed."
    if stood:
        return Kind.REMOVED, index, None, f"What stood at {index} was removed; {entry_id} moved up to it."
    if follows:
        return Kind.INSERTED, index, entry_id, f"Entry {index} ({entry_id}) was inserted."
    return Kind.CHANGED, index, entry_id, f"Entry {index} ({entry_id}) was exchanged."


def _look_beside(connection: psycopg.Connection[Any]) -> None:
    """An entry that is neither in the tree nor waiting for it never came through the door."""
    row = connection.execute(_STRAY).fetchone()
    if row:
        raise _Found(
            Kind.INSERTED, None, row[0], f"Entry {row[0]} is in no tree and in no inbox: it was inserted."
        )


def _one(connection: psycopg.Connection[Any], statement: Any) -> int:
    row = connection.execute(statement).fetchone()
    return int(row[0]) if row else 0
