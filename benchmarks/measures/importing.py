"""An import of a roster against COPY of the rows it wrote."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import psycopg
from psycopg import sql

from benchmarks.measuring import Comparison, Result, Series, in_turn, timed
from benchmarks.people import sign_in
from benchmarks.school.filling import IMPORT
from benchmarks.stage import Stage
from museminder.cli.demonstration_school.names import CHILDREN, FAMILY_NAMES, GUARDIANS
from museminder.domain.switching.actions.checks import check_batch
from museminder.domain.switching.actions.commits import begin_commit, commit_batch
from museminder.domain.switching.actions.uploads import set_reading, upload_files
from museminder.foundation.tenancy.context import Entry, site, studio_context
from museminder.primitives import clock
from museminder.primitives.actor import Actor

HEADINGS = (
    *("student external id", "family external id", "first name", "last name", "birth date", "since"),
    *("guardian 1 first name", "guardian 1 last name", "guardian 1 email", "guardian 1 mobile phone"),
)
DOMAIN = ("people_", "courses_", "enrollment_", "billing_", "attendance_")


def importing(stage: Stage) -> Iterable[Result]:
    """Upload, look over and write a list of students; COPY writes the rows that came of it."""
    file = _file(stage.sizes.imported)
    with stage.databases.working_copy() as name:
        secret = sign_in(name).secrets["studio"]
        rows = _Rows(stage.databases.superuser_dsn(name), stage.databases.owner_dsn(name))
        studios = iter(f"{IMPORT}-{n}" for n in range(stage.sizes.long_runs + 1))

        def ours() -> float:
            rows.studio = next(studios)
            return timed(lambda: _import(file, secret, rows.studio))

        mine, theirs = in_turn(ours, rows.copy_again, runs=stage.sizes.long_runs)
    yield Comparison(
        f"import ({stage.sizes.imported} students, {rows.count:,} rows)",
        Series("MuseMinder", mine),
        Series("COPY", theirs),
        amount=rows.count,
        unit="rows/s",
    )


def _file(count: int) -> bytes:
    """The list as our own template has it: two children a family."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for n in range(count):
        family = n // 2
        last = f"{FAMILY_NAMES[family * 37 % 60]} {FAMILY_NAMES[(family + family // 60) % 60]}"
        born = date(2012, 1, 1) + timedelta(days=n * 37 % 3000)
        writer.writerow(
            (
                *(
                    f"S{n}",
                    f"F{family}",
                    CHILDREN[n * 17 % len(CHILDREN)],
                    last,
                    born.isoformat(),
                    "2026-01-05",
                ),
                *(GUARDIANS[family * 13 % len(GUARDIANS)], last, f"family{family}@import.example"),
                f"(919) 555-{family:04}",
            )
        )
    return text.getvalue().encode()


def _import(file: bytes, secret: str, slug: str) -> None:
    @contextmanager
    def inside() -> Iterator[Entry]:
        with site("studio"), studio_context(secret, slug) as entry:
            yield entry

    at = clock.now()
    with inside() as entry:
        by = Actor(account_id=entry.account_id, name=entry.member_name)
        batch = upload_files(files=[("students.csv", file)], by=by, at=at)
        set_reading(batch_id=batch.pk, date_order="ymd", kinds={}, mappings={}, by=by, at=at)
        check_batch(batch_id=batch.pk, by=by, at=at)
        begin_commit(batch_id=batch.pk, by=by, at=at)
    commit_batch(batch_id=batch.pk, by=by, at=at, transaction_of=inside)


class _Rows:
    """The rows that an import left in a studio's own tables, taken out and put back by COPY."""

    def __init__(self, superuser_dsn: str, owner_dsn: str) -> None:
        self.superuser_dsn, self.owner_dsn = superuser_dsn, owner_dsn
        self.studio, self.count = "", 0

    def copy_again(self) -> float:
        """Take the studio's rows away and write them back; the seconds of writing, the commit included."""
        taken = self._take()
        with psycopg.connect(self.owner_dsn) as connection:
            return timed(lambda: self._write(connection, taken))

    def _take(self) -> list[tuple[str, list[bytes]]]:
        taken: list[tuple[str, list[bytes]]] = []
        with psycopg.connect(self.superuser_dsn) as connection:
            studio = _scalar(connection, "select id from tenancy_studio where slug = %s", [self.studio])
            connection.execute("set session_replication_role = replica")  # rows go in any order
            self.count = 0
            for table in _tables(connection):
                chosen = sql.SQL("select * from {} where studio_id = {}").format(
                    sql.Identifier(table), studio
                )
                with connection.cursor().copy(sql.SQL("copy ({}) to stdout").format(chosen)) as copy:
                    pieces = [bytes(piece) for piece in copy]
                if pieces:
                    gone = sql.SQL("delete from {} where studio_id = {}").format(
                        sql.Identifier(table), studio
                    )
                    self.count += connection.execute(gone).rowcount
                    taken.append((table, pieces))
        return taken

    def _write(self, connection: psycopg.Connection, taken: list[tuple[str, list[bytes]]]) -> None:
        for table, pieces in taken:
            with connection.cursor().copy(
                sql.SQL("copy {} from stdin").format(sql.Identifier(table))
            ) as copy:
                for piece in pieces:
                    copy.write(piece)
        connection.commit()


def _tables(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute(
        "select table_name from information_schema.columns"
        " where table_schema = 'public' and column_name = 'studio_id' order by table_name"
    ).fetchall()
    return [name for (name,) in rows if name.startswith(DOMAIN)]


def _scalar(connection: psycopg.Connection, statement: str, values: list[Any]) -> Any:
    row = connection.execute(statement, values).fetchone()  # type: ignore[arg-type]
    assert row is not None
    return row[0]
