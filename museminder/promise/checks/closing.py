"""A school that closes: read only at once, 90 days to take everything along, no key destroyed before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from museminder.primitives.ids import uuid7
from museminder.promise.attempting import outcome
from museminder.promise.checking import Found, World, check
from museminder.promise.probe.filling import Filled, fill_studio
from museminder.promise.probe.scratch import scratch_database

BEGUN = (
    "insert into privacy_studioclosing (id, studio_id, begun_at, begun_by_name, destroy_on, reopened_by_name,"
    " key_count, destroyed_at, gone_from_backups_on) values (gen_random_uuid(), {studio}, {begun}, 'x',"
    " ({begun} at time zone 'UTC')::date + {days}, '', 0, {destroyed}, current_date + 400)"
)
WRITES = {
    "studio": (
        "update people_family set name = name",
        "delete from people_contact",
        "update courses_room set name = name",
    ),
    "member": ("update people_guardian set first_name = first_name", "delete from people_contact"),
}


@check(
    "closing.ninety-days",
    "Closes a school of its own and tries to write into it, and to destroy its keys before the day.",
)
def ninety_days(world: World) -> Found:
    """Writes that a closing school took, days shorter than 90, and keys noted as destroyed before their day."""
    with _filled(world) as studio:
        tried = {
            **{f"{days} days": _closing(studio, days) for days in (0, 30, 89)},
            "destroyed a day early": _closing(studio, 91, "now() - interval '10 days'"),
        }
        wrong = [name for name, statement in tried.items() if outcome("owner", statement) == ""]
        noticed = outcome("owner", _closing(studio, 91)) == "" and _taken(studio) == sum(
            map(len, WRITES.values())
        )
        with connections["owner"].cursor() as cursor:
            cursor.execute("update tenancy_studio set closing_at = now() where id = %s", [studio.studio_id])
        taken = _taken(studio)
    count = len(tried) + sum(map(len, WRITES.values()))
    wrong += [f"{taken} writes into a school that closes were taken"] if taken else []
    return Found(
        count, wrong, noticed, f"{count} ways to write, or to destroy early, tried, {len(wrong)} taken"
    )


def _closing(studio: Filled, days: int, destroyed: str = "null") -> str:
    begun = "now() - interval '30 days'" if destroyed != "null" else "now()"
    return BEGUN.format(studio=studio.studio_id, begun=f"({begun})", days=days, destroyed=destroyed)


def _taken(studio: Filled) -> int:
    """How many of the writes the database takes from the people of this school."""
    people = {"studio": studio.owner, "member": studio.guardian}
    entering = {
        site: f"select 1 from sec.begin_ctx('{each.secret}', '{studio.slug}')"  # noqa: S608  words of ours
        for site, each in people.items()
    }
    return sum(
        outcome(site, write, setting=entering[site]) == ""
        for site, writes in WRITES.items()
        for write in writes
    )


@contextmanager
def _filled(world: World) -> Iterator[Filled]:
    """A school that nobody depends on: one more of this database if it is a copy, else of a new one."""
    if world.scratch:
        yield fill_studio(f"closes-{uuid7().hex[-12:]}")
        return
    with scratch_database(world.superuser_dsn):
        yield fill_studio(f"closes-{uuid7().hex[-12:]}")
