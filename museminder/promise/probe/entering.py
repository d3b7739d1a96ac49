"""Ways into a studio's context that speak SQL: the right one, and four that must not work."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction

from museminder.promise.probe.filling import Filled

Enter = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Way:
    """How one role enters one studio, and a capability of it that has ended."""

    role: str
    enter: Enter
    enter_with_ended: Enter


def ways_into(studio: Filled) -> dict[str, Way]:
    """How the roles of both sites and of jobs enter a studio."""
    live, ended = _job_secret(studio, ends=False), _job_secret(studio, ends=True)
    people = {"studio": studio.owner, "member": studio.guardian}
    ways = {
        role: Way(role, _session(person.secret, studio), _session(person.ended_secret, studio))
        for role, person in people.items()
    }
    return ways | {"worker": Way("worker", _job(live, studio), _job(ended, studio))}


def _session(secret: str, studio: Filled) -> Enter:
    return lambda cursor: cursor.execute("select 1 from sec.begin_ctx(%s, %s)", [secret, studio.slug])


def _job(secret: str, studio: Filled) -> Enter:
    return lambda cursor: cursor.execute("select 1 from sec.begin_job(%s, %s)", [secret, studio.studio_id])


def _job_secret(studio: Filled, *, ends: bool) -> str:
    """The secret of a job's attempt that is being done, or of one that is over."""
    with transaction.atomic(using="studio"), connections["studio"].cursor() as cursor:
        _session(studio.owner.secret, studio)(cursor)
        arguments = json.dumps({})
        cursor.execute("select sec.enqueue('probe', %s::jsonb, 'probe', null, null, null)", [arguments])
        job = cursor.fetchone()[0]
    with transaction.atomic(using="queue"), connections["queue"].cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing' where id = %s", [job])
        cursor.execute("select sec.claim_job(%s)", [job])
        secret = str(cursor.fetchone()[0])
        if ends:
            cursor.execute("update procrastinate_jobs set status = 'succeeded' where id = %s", [job])
    return secret


def token_of(way: Way) -> str:
    """A context as the database signed it, taken out of its transaction."""
    with transaction.atomic(using=way.role), connections[way.role].cursor() as cursor:
        way.enter(cursor)
        cursor.execute("select current_setting('app.ctx')")
        return str(cursor.fetchone()[0])


def forge(cursor: Any, token: str) -> None:
    """Set a context that says all the right things about this transaction, signed by nobody."""
    cursor.execute("select pg_backend_pid()::text, extract(epoch from transaction_timestamp())::text")
    message = token.partition("#")[0].split("|")
    message[8:10] = cursor.fetchone()
    _set(cursor, f"{'|'.join(message)}#{'0' * 64}")


def replay(cursor: Any, token: str) -> None:
    """Set a context that was good in another transaction."""
    _set(cursor, token)


def _set(cursor: Any, token: str) -> None:
    cursor.execute("select set_config('app.ctx', %s, true)", [token])


def stay_outside(cursor: Any) -> None:
    """Set no context at all."""
