"""Proofs that anybody can check without trusting us: an entry is in the log; an older log is this one's beginning."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from museminder.foundation.vault.access_log import merkle
from museminder.foundation.vault.access_log.entries import Entry, entry_of
from museminder.foundation.vault.access_log.merkle import Node
from museminder.foundation.vault.access_log.sequencing import read_nodes
from museminder.foundation.vault.connecting import AUDITOR, vault_connection

_ENTRY = """
select l.index, l.commitment, s.salt, e.id, e.at, e.studio_id, e.account_id, e.action, e.purpose, e.fields, e.subjects
from access_log.leaf l
left join access_log.entry e on e.id = l.entry_id left join access_log.salt s on s.entry_id = l.entry_id
where l.entry_id = %s
"""


class NotInTheLog(Exception):
    """There is no such entry in the tree; one that was just written is there within seconds."""


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """That an entry is in the log: its place, the path to the root, and the signed checkpoint of that root.

    ``entry`` and ``salt`` are None when the entry was forgotten: then only its commitment can be shown.
    """

    index: int
    commitment: bytes
    path: tuple[bytes, ...]
    checkpoint: str
    entry: Entry | None
    salt: bytes | None

    @property
    def text(self) -> str:
        """The proof as a C2SP ``tlog-proof`` file; its extra data are the entry and its salt."""
        opened = (
            [f"extra {_encoded(json.dumps(self._opening, separators=(',', ':')).encode())}"]
            if self.entry
            else []
        )
        path = [_encoded(each) for each in self.path]
        return "\n".join(
            ["c2sp.org/tlog-proof@v1", *opened, f"index {self.index}", *path, "", self.checkpoint]
        )

    @property
    def _opening(self) -> dict[str, str]:
        canonical = self.entry.canonical().decode() if self.entry else ""
        return {"entry": canonical, "salt": (self.salt or b"").hex()}


def prove_inclusion(entry_id: UUID) -> InclusionProof:
    """Prove that an entry is in the log, under its newest checkpoint. Raises ``NotInTheLog``, ``VaultSilent``."""
    with vault_connection(AUDITOR) as connection:
        row = connection.execute(_ENTRY, [entry_id]).fetchone()
        newest = connection.execute(
            "select size, note from access_log.checkpoint order by size desc limit 1"
        ).fetchone()
        if row is None or newest is None:
            raise NotInTheLog(f"There is no entry {entry_id} in the log.")
        index, commitment, salt, *facts = row
        path = _path(connection, merkle.inclusion_nodes(index, newest[0]))
    entry = entry_of(facts) if facts[0] is not None and salt is not None else None
    return InclusionProof(
        index, bytes(commitment), tuple(path), newest[1], entry, bytes(salt) if entry else None
    )


def prove_consistency(earlier: int, size: int) -> list[bytes]:
    """Prove that the log of ``earlier`` entries is the beginning of that of ``size``: the hashes of RFC 6962, 2.1.2.

    Raises ValueError for sizes that the log never had, ``VaultSilent``.
    """
    with vault_connection(AUDITOR) as connection:
        row = connection.execute("select coalesce(max(size), 0) from access_log.checkpoint").fetchone()
        if not row or size > row[0]:
            raise ValueError(f"the log does not have {size} entries")
        return _path(connection, merkle.consistency_nodes(earlier, size))


def _path(connection: psycopg.Connection[Any], steps: list[list[Node]]) -> list[bytes]:
    found = read_nodes(connection, [node for step in steps for node in step])
    return merkle.proof(steps, found.__getitem__)


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()
