"""Jobs: deferred inside the transaction that wants them, done inside the studio that deferred them.

A site never touches the queue's tables; ``sec.enqueue`` writes the job and its capability together. The queue's own
login claims a secret for the attempt that is being done, and every transaction of that attempt begins with it, as
``worker``: a role that reaches neither the queue nor the claim, whatever SQL is brought into a job.
"""

from __future__ import annotations

import functools
import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app

from museminder.foundation.tenancy.context import Entry, current_site, demand_context, job_context, site
from museminder.primitives.telling import tell

QUEUE = "museminder"
_attempt: ContextVar[tuple[str, int] | None] = ContextVar("attempt", default=None)


def enqueue(
    task: str,
    *,
    lock: str | None = None,
    once: str | None = None,
    scheduled_at: datetime | None = None,
    **arguments: Any,
) -> int:
    """Ask for long work to be done soon, in this studio; if this transaction rolls back, so does the request.

    ``arguments`` are ids and plain values; ``lock`` names work of this studio that must not run at the same time;
    ``once`` names work of which one waiting job is enough (a second request raises an integrity error). Returns the
    job's id.
    """
    alias = current_site() or "owner"
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "select sec.enqueue(%s, %s::jsonb, %s, %s, %s, %s)",
            [task, json.dumps(arguments, default=str), QUEUE, lock, once, scheduled_at],
        )
        return int(cursor.fetchone()[0])


@contextmanager
def studio_transaction() -> Iterator[Entry]:
    """One transaction of the running job, inside its studio; a long job takes several."""
    attempt = _attempt.get()
    if attempt is None:
        raise RuntimeError("no job is running")
    with job_context(*attempt) as entry:
        yield entry


@contextmanager
def demand_transaction(demand_id: UUID) -> Iterator[Entry]:
    """One transaction of the running job that reads only what a legal demand names, under a role of its own.

    Raises ``NoEntry`` for a demand that two have not approved, that is over or was revoked, or is another studio's.
    """
    attempt = _attempt.get()
    if attempt is None:
        raise RuntimeError("no job is running")
    with site("demand"), demand_context(*attempt, demand_id) as entry:
        yield entry


def is_job_running() -> bool:
    """Whether what runs now is a job of a studio."""
    return _attempt.get() is not None


def studio_task(name: str, **options: Any) -> Callable[[Callable[..., Any]], Any]:
    """A task that runs inside the studio that asked for it.

    The function gets the arguments of ``enqueue`` and opens ``studio_transaction()`` as often as it needs.
    """

    def register(function: Callable[..., Any]) -> Any:
        @functools.wraps(function)
        def run(context: JobContext, *, studio_id: int, **arguments: Any) -> Any:
            with _told(name, context, studio_id), site("worker"), _claimed(context.job.id, studio_id):
                return function(**arguments)

        task: Any = app.task(name=name, queue=QUEUE, pass_context=True, **options)
        return task(run)

    return register


@contextmanager
def _told(task: str, context: JobContext, studio_id: int) -> Iterator[None]:
    """One line in the log for every attempt, whatever becomes of it."""
    facts: dict[str, Any] = {
        "task": task,
        "job_id": context.job.id,
        "attempt": context.job.attempts,
        "studio_id": studio_id,
    }
    began = time.perf_counter()
    try:
        yield
    except Exception:
        tell("job failed", level=logging.ERROR, duration_ms=_since(began), **facts)
        raise
    tell("job done", duration_ms=_since(began), **facts)


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)


@contextmanager
def _claimed(job_id: int | None, studio_id: int) -> Iterator[None]:
    with transaction.atomic(using="queue"), connections["queue"].cursor() as cursor:
        cursor.execute("select sec.claim_job(%s)", [job_id])
        secret = cursor.fetchone()[0]
    token = _attempt.set((secret, studio_id))
    try:
        yield
    finally:
        _attempt.reset(token)


def fan_out(task: str, *, queue: str = QUEUE) -> int:
    """Start a periodic task once for every open studio; returns for how many.

    In a ``queue`` of its own it can be worked off by itself; a worker without a choice takes from every queue.
    """
    with transaction.atomic(using="queue"), connections["queue"].cursor() as cursor:
        cursor.execute("select sec.fan_out(%s, %s)", [task, queue])
        return int(cursor.fetchone()[0])
