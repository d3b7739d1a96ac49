"""Imports are written and taken back by jobs, in several transactions."""

from __future__ import annotations

from uuid import UUID

from museminder.domain.switching.actions.commits import commit_batch, fail_batch
from museminder.domain.switching.actions.undoing import undo_batch
from museminder.foundation.tenancy.jobs import studio_task, studio_transaction
from museminder.primitives import clock
from museminder.primitives.actor import Actor

STOPPED = "It stopped on the way. What was written is there; it can go on, or be taken back."


def _actor(by_name: str) -> Actor:
    with studio_transaction() as entry:
        return Actor(account_id=entry.account_id, name=by_name)


@studio_task("switching.commit", retry=3)
def commit(batch_id: str, by_name: str) -> None:
    """Write an import; a second attempt goes on where the first stopped."""
    batch, by = UUID(batch_id), _actor(by_name)
    try:
        commit_batch(batch_id=batch, by=by, at=clock.now(), transaction_of=studio_transaction)
    except Exception:
        with studio_transaction():
            fail_batch(batch_id=batch, problem=STOPPED)
        raise


@studio_task("switching.undo", retry=3)
def undo(batch_id: str, by_name: str) -> None:
    """Take an import back; a second attempt goes on where the first stopped."""
    batch, by = UUID(batch_id), _actor(by_name)
    try:
        undo_batch(batch_id=batch, by=by, at=clock.now(), transaction_of=studio_transaction)
    except Exception:
        with studio_transaction():
            fail_batch(batch_id=batch, problem=STOPPED)
        raise
