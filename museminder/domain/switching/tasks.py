"""Imports are written and taken back by jobs, in several transactions; files go at night."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import InterfaceError, OperationalError
from procrastinate.contrib.django import app

from museminder.domain.switching.actions.commits import TakenOver, commit_batch, fail_batch
from museminder.domain.switching.actions.forgetting import forget_imports
from museminder.domain.switching.actions.undoing import undo_batch
from museminder.domain.switching.rules.retention import EVERY_NIGHT
from museminder.foundation.tenancy.jobs import QUEUE, fan_out, studio_task, studio_transaction
from museminder.primitives import clock
from museminder.primitives.actor import PROGRAM, Actor

STOPPED = "It stopped on the way. What was written is there; it can go on, or be taken back."
# The database was away, or two waited for each other: nothing is wrong with the import, and the queue tries again.
PASSING = (OperationalError, InterfaceError)


def _actor(by_name: str) -> Actor:
    with studio_transaction() as entry:
        return Actor(account_id=entry.account_id, name=by_name)


@studio_task("switching.commit", retry=3)
def commit(batch_id: str, by_name: str) -> None:
    """Write an import; a second attempt goes on where the first stopped."""
    _run(commit_batch, UUID(batch_id), by_name)


@studio_task("switching.undo", retry=3)
def undo(batch_id: str, by_name: str) -> None:
    """Take an import back; a second attempt goes on where the first stopped."""
    _run(undo_batch, UUID(batch_id), by_name)


def _run(action: Callable[..., None], batch_id: UUID, by_name: str) -> None:
    try:
        action(batch_id=batch_id, by=_actor(by_name), at=clock.now(), transaction_of=studio_transaction)
    except TakenOver:
        return  # another worker went on with it, or it was finished
    except PASSING:
        raise
    except Exception:
        with studio_transaction():
            fail_batch(batch_id=batch_id, problem=STOPPED)
        raise


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="switching.forget_in_every_studio", queue=QUEUE)
def forget_in_every_studio(timestamp: int) -> None:  # noqa: ARG001  the queue says when
    """Every night, look in every studio for files of imports that are not needed any more."""
    fan_out("switching.forget")


@studio_task("switching.forget")
def forget() -> None:
    """Remove files, rows and reports whose time is over."""
    with studio_transaction():
        forget_imports(by=PROGRAM, at=clock.now())
