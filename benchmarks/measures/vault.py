"""What a look into the vault costs: a roster of sixty with their ages, and the same page without."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg

from benchmarks.databases import VAULT
from benchmarks.measuring import Comparison, Result, Series, in_turn
from benchmarks.people import HOSTS, Page, sign_in
from benchmarks.processor import Meter, Metered
from benchmarks.school.filling import WEEK
from benchmarks.serving import Server, serving
from benchmarks.stage import Stage
from museminder.foundation.vault.keys.subject_keys import new_keys

PAGES = "benchmarks.vault_pages:application"
STUDENTS = 60
AIM = 1.25
WARM = 5
_CLASS = """
select o.studio_id, o.id from courses_offering o join tenancy_studio s on s.id = o.studio_id
where s.slug = %s and o.kind = 'class' order by o.places, o.id limit 1
"""
_ENROLL = """
insert into enrollment_enrollment (studio_id, id, student_id, offering_id, family_account_id, kind, starts_on,
                                   override_reason, withdrawn_reason, enrolled_at)
select distinct on (e.student_id) e.studio_id, gen_random_uuid(), e.student_id, %(offering)s, e.family_account_id,
       'active', e.starts_on, '', '', e.enrolled_at
from enrollment_enrollment e
where e.studio_id = %(studio)s and e.student_id not in (
    select h.student_id from enrollment_enrollment h where h.offering_id = %(offering)s
)
order by e.student_id limit %(more)s
"""


class NotCompared(Exception):
    """The two sides were not what they are said to be."""


def vault(stage: Stage) -> Iterable[Result]:
    """A roster of sixty with ages, no key in memory, the entry on the vault's disk, against the page without them."""
    with stage.databases.working_copy() as database:
        page = _roster(stage.databases.owner_dsn(database))
        person = sign_in(database)
        cookie, host = person.cookie(page.site), HOSTS[page.site]
        with (
            _served("with", database) as looking,
            _served("without", database) as plain,
            looking.browser(host, cookie) as a,
            plain.browser(host, cookie) as b,
        ):
            dsn, times = stage.databases.superuser_dsn(), stage.sizes.repetitions
            before = _entries(stage)
            for _ in range(WARM):
                a.ask(page.path), b.ask(page.path)
            ours = Metered(lambda: a.ask(page.path), Meter(looking.pid, dsn, database, VAULT), times)
            other = Metered(lambda: b.ask(page.path), Meter(plain.pid, dsn, database), times)
            walls = in_turn(ours, other, runs=stage.sizes.runs)
            written = _entries(stage) - before
    if written != WARM + times * (stage.sizes.runs + 1):  # one side looks each time, the other never
        raise NotCompared(f"{written} entries were written: the two pages do not differ as they should")
    costs = (ours.counted(), other.counted())
    for called, (one, two) in ((page.name, walls), (f"{page.name}, processor time", costs)):
        yield Comparison(called, Series("with ages", one), Series("without", two), aim=AIM)


def _entries(stage: Stage) -> int:
    with psycopg.connect(stage.databases.superuser_dsn(VAULT)) as connection:
        row = connection.execute("select count(*) from access_log.entry").fetchone()
    return int(row[0]) if row else 0


@contextmanager
def _served(way: str, database: str) -> Iterator[Server]:
    os.environ["BENCH_VAULT"] = way
    try:
        with serving(PAGES, database) as server:
            yield server
    finally:
        os.environ.pop("BENCH_VAULT", None)


def _roster(owner_dsn: str) -> Page:
    """A class of sixty, whose birth dates are sealed as a page of the program seals them."""
    with psycopg.connect(owner_dsn) as connection:
        row = connection.execute(_CLASS, [WEEK]).fetchone()
        assert row is not None
        studio, offering = row
        asked = {"studio": studio, "offering": offering}
        there = _enrolled(connection, offering)
        connection.execute(_ENROLL, asked | {"more": STUDENTS - len(there)})
        students = _enrolled(connection, offering)
        for number, (student, key) in enumerate(new_keys(studio, students).items()):
            place = f"{studio}|people.student.birth_date|{student}"
            sealed = key.seal(f"2016-02-{1 + number % 28:02}".encode(), place)
            connection.execute("update people_student set birth_date = %s where id = %s", [sealed, student])
    return Page(
        f"roster of {len(students)} with ages", "studio", f"/{WEEK}/enrollment/rosters/offerings/{offering}/"
    )


def _enrolled(connection: psycopg.Connection, offering: UUID) -> list[UUID]:
    rows = connection.execute(
        "select student_id from enrollment_enrollment where offering_id = %s and until is null", [offering]
    )
    return [student for (student,) in rows]
