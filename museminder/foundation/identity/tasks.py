"""What identity does in the background: forgetting."""

from __future__ import annotations

from procrastinate.contrib.django import app

from museminder.foundation.identity.actions.sessions import forget_ended_sessions
from museminder.foundation.identity.limits import forget_expired_limits
from museminder.foundation.tenancy.jobs import QUEUE
from museminder.primitives import clock


@app.periodic(cron="17 3 * * *")
@app.task(name="identity.forget", queue=QUEUE)
def forget(timestamp: int) -> None:  # noqa: ARG001  periodic tasks are told when
    """Every night, remove sessions and counters that are of no use any more."""
    at = clock.now()
    forget_ended_sessions(at=at)
    forget_expired_limits(at=at)
