"""The one sequencer: puts what is in the inbox into the tree, in one order for everybody, and signs where it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings

from museminder.foundation.embedded.secrets import secret
from museminder.foundation.vault.access_log.merkle import Frontier, Node, frontier_nodes, leaf_hash
from museminder.foundation.vault.access_log.notes import Signer
from museminder.foundation.vault.connecting import SEQUENCER, vault_connection

LOG_KEY = "access-log-key"
LOCK = 6962  # two sequencers would make two orders
AT_ONCE = 10_000  # entries of one transaction
_TAKE = """
delete from access_log.inbox where number in (select number from access_log.inbox order by number limit %s)
returning number, entry_id, commitment
"""


class WrongKey(Exception):
    """The key on this computer is not the one that has signed this log so far."""


def log_key() -> str:
    """The secret that signs this installation's checkpoints; made on first use."""
    return secret(Path(settings.MUSEMINDER_HOME), LOG_KEY)


def known_log_key() -> str:
    """The secret that has signed so far; raises ``WrongKey`` where there is none: checking must not make a new one."""
    home = Path(settings.MUSEMINDER_HOME)
    if not (home / "secrets" / LOG_KEY).exists():
        raise WrongKey(
            f"The key that signs the access log is not on this computer (secrets/{LOG_KEY}): nothing can be checked"
            " against it, and no new one was made. Bring it back from where it is kept."
        )
    return secret(home, LOG_KEY)


def sequence_waiting() -> int:
    """Put every waiting entry into the tree, each batch under a signed checkpoint; returns how many.

    Does nothing when another sequencer is at work. Raises ``VaultSilent``; ``WrongKey`` when the log was signed by
    another key so far.
    """
    done = 0
    with vault_connection(SEQUENCER) as connection:
        if not connection.execute("select exists (select from access_log.inbox)").fetchone()[0]:  # type: ignore[index]
            return 0
        signer = _signer(connection)
        while True:
            with connection.transaction():
                taken = _sequence_some(connection, signer)
            done += taken
            if taken < AT_ONCE:
                return done


def _sequence_some(connection: psycopg.Connection[Any], signer: Signer) -> int:
    if not _is_alone(connection):
        return 0
    taken = sorted(connection.execute(_TAKE, [AT_ONCE]).fetchall())
    if not taken:
        return 0
    frontier = _frontier(connection)
    leaves: list[tuple[int, UUID, bytes]] = []
    nodes: list[tuple[Node, bytes]] = []
    for _number, entry_id, commitment in taken:
        leaves.append((frontier.size, entry_id, commitment))
        nodes.extend(frontier.append(leaf_hash(commitment)))
    with connection.cursor() as cursor:
        with cursor.copy("copy access_log.leaf (index, entry_id, commitment) from stdin") as copy:
            for leaf in leaves:
                copy.write_row(leaf)
        with cursor.copy("copy access_log.node (level, index, hash) from stdin") as copy:
            for (level, index), hashed in nodes:
                copy.write_row((level, index, hashed))
    root = frontier.root
    connection.execute(
        "insert into access_log.checkpoint (size, root, note) values (%s, %s, %s)",
        [frontier.size, root, signer.sign(frontier.size, root)],
    )
    return len(taken)


def _is_alone(connection: psycopg.Connection[Any]) -> bool:
    row = connection.execute("select pg_try_advisory_xact_lock(%s)", [LOCK]).fetchone()
    return bool(row and row[0])


def _frontier(connection: psycopg.Connection[Any]) -> Frontier:
    row = connection.execute("select coalesce(max(index) + 1, 0) from access_log.leaf").fetchone()
    size = int(row[0]) if row else 0
    needed = frontier_nodes(size)
    found = read_nodes(connection, needed)
    return Frontier(size, [found[node] for node in needed])


def read_nodes(connection: psycopg.Connection[Any], needed: list[Node]) -> dict[Node, bytes]:
    """Stored nodes of the tree by level and index, in one statement."""
    rows = connection.execute(
        "select level, index, hash from access_log.node "
        "join unnest(%s::smallint[], %s::bigint[]) asked (level, index) using (level, index)",
        [[level for level, _ in needed], [index for _, index in needed]],
    )
    return {(level, index): bytes(hashed) for level, index, hashed in rows}


def _signer(connection: psycopg.Connection[Any]) -> Signer:
    row = connection.execute("select origin, verifier from access_log.log").fetchone()
    if row is None:
        raise WrongKey("The access log has no name yet: museminder database migrate")
    signer = Signer.from_secret(row[0], log_key())
    if signer.verifier != row[1]:
        raise WrongKey("The key of the access log on this computer is not the one that signed it so far.")
    return signer
