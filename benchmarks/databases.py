"""The databases that are measured: made by `bin/bench`, marked as its own, and no others touched.

``museminder_bench_<full|quick>``           the schools
``…_open``                                  the same rows, row security off and the signed context replaced
``…_bare``                                  the one table of the bare framework page
``…_work``                                  a copy that imports and postings write into, dropped afterwards
``museminder_bench_vault``                  the vault of all of them, on the same server
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo

from benchmarks.school.filling import fill
from benchmarks.sizes import Sizes
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import role_passwords, secret, vault_passwords
from museminder.foundation.tenancy.provisioning import SERVING_ROLES, make_signing_key, provision
from museminder.foundation.vault.access_log.sequencing import LOG_KEY
from museminder.foundation.vault.provisioning import provision_vault

HERE = Path(__file__).parent
MARK = "MuseMinder benchmarks:"
VAULT = "museminder_bench_vault"
STALE = timedelta(days=28)  # later, the term that was written has run out of next lessons
EVERYONE = ", ".join(("owner", *SERVING_ROLES))


class NotOurs(Exception):
    """A database of that name is there and was not made by `bin/bench`."""


@dataclass(frozen=True, slots=True)
class Databases:
    """The databases of one size, on the embedded server of one MuseMinder folder."""

    embedded: Embedded
    sizes: Sizes
    migrated: str = ""  # an empty, migrated database to begin with; without one it is made

    @property
    def main(self) -> str:
        return f"museminder_bench_{self.sizes.name}"

    @property
    def open(self) -> str:
        return f"{self.main}_open"

    @property
    def bare(self) -> str:
        return f"{self.main}_bare"

    @property
    def work(self) -> str:
        return f"{self.main}_work"

    def superuser_dsn(self, database: str = "postgres") -> str:
        """How to reach one of them from outside every rule."""
        return self.embedded.dsn(db=database)

    def owner_dsn(self, database: str) -> str:
        """How to reach one of them as the owner of its tables."""
        password = role_passwords(self.embedded.home)["owner"]
        return make_conninfo(self.superuser_dsn(database), user="owner", password=password)

    def prepare(self, *, on: date, fresh: bool) -> None:
        """Make what is missing, stale, or of another version; what is there and fits is used again.

        Raises ``NotOurs`` rather than touch a database that `bin/bench` has not marked.
        """
        stamp = _stamp()
        with psycopg.connect(self.superuser_dsn(), autocommit=True) as server:
            marks = [_mark_of(server, name) for name in (self.main, self.open, self.bare)]
            home = self.embedded.home
            provision_vault(self.superuser_dsn(), VAULT, vault_passwords(home), secret(home, LOG_KEY))
            self._widen_quotas()
            if not fresh and all(_is_good(mark, stamp, on) for mark in marks):
                return
            close_all()
            for name in (self.main, self.open, self.bare, self.work):
                _drop(server, name)
            self._make_main(server, stamp, on)
            self._make_open(server, stamp, on)
            self._make_bare(server, stamp, on)

    def _widen_quotas(self) -> None:
        """One person opens a roster here more often in a minute than anybody in a year: counted, and never held."""
        with psycopg.connect(self.superuser_dsn(VAULT)) as vault:
            vault.execute("update access_log.quota set least = 2000000000")

    @contextmanager
    def working_copy(self) -> Iterator[str]:
        """A copy of the schools that may be written into; Django is pointed at it meanwhile."""
        with psycopg.connect(self.superuser_dsn(), autocommit=True) as server:
            _drop(server, self.work)
            close_all()
            _copy(server, self.main, self.work)
            try:
                with pointed_at(self.work):
                    yield self.work
            finally:
                _drop(server, self.work)

    def _make_main(self, server: psycopg.Connection, stamp: str, on: date) -> None:
        if self.migrated:
            _copy(server, self.migrated, self.main)
        else:
            provision(self.superuser_dsn(), self.main, role_passwords(self.embedded.home))
            _mark(server, self.main)  # ours from the first moment, finished only at the end
            with pointed_at(self.main):
                call_command("migrate", database="owner", verbosity=0, interactive=False, skip_checks=True)
        make_signing_key(self.owner_dsn(self.main))
        fill(self.owner_dsn(self.main), self.sizes, on=on)
        _mark(server, self.main, f"{stamp} {on}")

    def _make_open(self, server: psycopg.Connection, stamp: str, on: date) -> None:
        _copy(server, self.main, self.open)
        with psycopg.connect(self.superuser_dsn(self.open)) as connection:
            connection.execute((HERE / "open.sql").read_text())
        _mark(server, self.open, f"{stamp} {on}")

    def _make_bare(self, server: psycopg.Connection, stamp: str, on: date) -> None:
        server.execute(sql.SQL("create database {} owner owner").format(sql.Identifier(self.bare)))
        _mark(server, self.bare)
        with psycopg.connect(self.owner_dsn(self.bare), autocommit=True) as connection:
            connection.execute((HERE / "bare" / "table.sql").read_text())
        _mark(server, self.bare, f"{stamp} {on}")


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Django speaks to one database, through every site's own login."""
    kept = settings.DATABASES["default"]["NAME"]
    _point(name)
    try:
        yield
    finally:
        _point(kept)


def close_all() -> None:
    """Close every connection and pool of this process."""
    for connection in connections.all(initialized_only=True):
        with suppress(Exception):
            connection.close()
        if connection.settings_dict["OPTIONS"].get("pool"):
            connection.close_pool()


def _point(name: str) -> None:
    close_all()
    for alias in settings.DATABASES:
        settings.DATABASES[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name


def _stamp() -> str:
    known = hashlib.sha256()
    paths = sorted(Path(settings.PROJECT, "museminder").rglob("*"))
    paths = [path for path in paths if {"migrations", "sql"} & set(path.parts)]
    paths += [*sorted(HERE.rglob("*.sql")), HERE / "sizes.py", HERE / "school" / "filling.py"]
    for path in paths:
        if path.suffix in (".py", ".sql"):
            known.update(path.read_bytes())
    return known.hexdigest()[:16]


def _mark_of(server: psycopg.Connection, name: str) -> str | None:
    """The mark of a database without its first words; None if there is no such database."""
    row = server.execute(
        "select coalesce(shobj_description(oid, 'pg_database'), '') from pg_database where datname = %s",
        [name],
    ).fetchone()
    if row is None:
        return None
    if not row[0].startswith(MARK):
        raise NotOurs(
            f"The database {name} was not made by bin/bench; rename it, or choose another MUSEMINDER_HOME."
        )
    return str(row[0]).removeprefix(MARK).strip()


def _is_good(mark: str | None, stamp: str, on: date) -> bool:
    known, _, written = (mark or "").partition(" ")
    return known == stamp and timedelta() <= on - date.fromisoformat(written) < STALE


def _mark(server: psycopg.Connection, name: str, finished: str = "") -> None:
    comment = sql.SQL("comment on database {} is {}")
    server.execute(comment.format(sql.Identifier(name), sql.Literal(f"{MARK} {finished}")))


def _copy(server: psycopg.Connection, template: str, name: str) -> None:
    made = sql.SQL("create database {} owner owner template {} strategy file_copy")
    server.execute(made.format(sql.Identifier(name), sql.Identifier(template)))
    _mark(server, name)
    server.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(name)))
    server.execute(sql.SQL("grant connect on database {} to " + EVERYONE).format(sql.Identifier(name)))


def _drop(server: psycopg.Connection, name: str) -> None:
    if _mark_of(server, name) is not None:
        server.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))
