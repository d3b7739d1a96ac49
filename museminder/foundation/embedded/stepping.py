"""A database apart from the studios': its roles, and its tables by numbered steps of SQL, each taken once, in order.

Not Django's migrations: those belong to the studios' database and its owner, who has nothing to do here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

_COMMENT = "select shobj_description(oid, 'pg_database') from pg_database where datname = %s"


@dataclass(frozen=True, slots=True)
class Stepped:
    """What is the same wherever such a database lies: ``called`` for people, ``roles`` that sign in, ``owner`` of its
    tables, the folder of its ``steps``, the schema that notes which were taken, and a ``lock`` number of its own."""

    called: str
    roles: tuple[str, ...]
    owner: str
    steps: Path
    noted_in: str
    lock: int

    @property
    def _noted(self) -> sql.Identifier:
        return sql.Identifier(self.noted_in, "step")

    def provision(
        self,
        superuser_dsn: str,
        database: str,
        passwords: Mapping[str, str],
        *,
        mark: str,
        before: Callable[[psycopg.Connection], None] = lambda _as_superuser: None,
        after: Callable[[psycopg.Connection], None] = lambda _as_owner: None,
    ) -> None:
        """Make it what this version needs; running it again changes nothing but the passwords.

        ``before`` grants what this database alone needs; ``after`` writes what its tables start with. ``mark`` is left
        on the database, to tell quickly that nothing is to be done.
        """
        with psycopg.connect(superuser_dsn, autocommit=True) as server:
            # two starts at once: the second finds the roles made, and its connection's end lets go
            server.execute("select pg_advisory_lock(%s)", [self.lock])
            self._make_roles(server, passwords)
            if not server.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
                named = sql.Identifier(database), sql.Identifier(self.owner)
                server.execute(sql.SQL("create database {} owner {}").format(*named))
        with psycopg.connect(make_conninfo(superuser_dsn, dbname=database), autocommit=True) as connection:
            self._close_doors(connection, database)
            before(connection)
            connection.execute(sql.SQL("set role {}").format(sql.Identifier(self.owner)))
            self._take_steps(connection)
            after(connection)
            connection.execute("reset role")
            said = sql.Identifier(database), sql.Literal(mark)
            connection.execute(sql.SQL("comment on database {} is {}").format(*said))

    def is_marked(self, superuser_dsn: str, database: str, *, mark: str) -> bool:
        """Whether ``provision`` left this mark there, told in a few milliseconds."""
        try:
            with psycopg.connect(superuser_dsn) as connection:
                row = connection.execute(_COMMENT, [database]).fetchone()
        except psycopg.Error:
            return False
        return row is not None and row[0] == mark

    def mark(self, *also: bytes) -> str:
        """A mark of this version's steps and of whatever else decides what is made."""
        known = hashlib.sha256(Path(__file__).read_bytes())
        for step in self._files():
            known.update(step.name.encode() + step.read_bytes())
        for each in also:
            known.update(each)
        return f"museminder {self.called} {known.hexdigest()}"

    def waiting(self, dsn: str) -> list[str]:
        """The steps that this version has and the database has not seen, in order."""
        with psycopg.connect(dsn) as connection:
            taken = self._taken(connection)
        return [step.stem for step in self._files() if step.stem not in taken]

    def _make_roles(self, server: psycopg.Connection, passwords: Mapping[str, str]) -> None:
        existing = {name for (name,) in server.execute("select rolname from pg_roles")}
        for role in self.roles:
            if role not in existing:
                server.execute(sql.SQL("create role {} login noinherit").format(sql.Identifier(role)))
            word = sql.Identifier(role), sql.Literal(passwords[role])
            server.execute(sql.SQL("alter role {} password {}").format(*word))

    def _close_doors(self, connection: psycopg.Connection, database: str) -> None:
        everyone = sql.SQL(", ").join(map(sql.Identifier, self.roles))
        name = sql.Identifier(database)
        connection.execute(sql.SQL("revoke all on database {} from public").format(name))
        connection.execute(sql.SQL("grant connect on database {} to {}").format(name, everyone))
        owner = sql.Identifier(self.owner)
        connection.execute(sql.SQL("grant create on database {} to {}").format(name, owner))
        connection.execute("revoke all on schema public from public")

    def _take_steps(self, connection: psycopg.Connection) -> None:
        with connection.transaction():
            # two starts at once: the second finds it done
            connection.execute("select pg_advisory_xact_lock(%s)", [self.lock])
            if self.noted_in != "public":
                connection.execute(
                    sql.SQL("create schema if not exists {}").format(sql.Identifier(self.noted_in))
                )
            columns = "(name text primary key, taken_at timestamptz not null default now())"
            connection.execute(
                sql.SQL("create table if not exists {} {}").format(self._noted, sql.SQL(columns))
            )
            taken = self._taken(connection)
            for step in self._files():
                if step.stem not in taken:
                    connection.execute(step.read_text().encode())
                    connection.execute(
                        sql.SQL("insert into {} (name) values (%s)").format(self._noted), [step.stem]
                    )

    def _taken(self, connection: psycopg.Connection) -> set[str]:
        return {name for (name,) in connection.execute(sql.SQL("select name from {}").format(self._noted))}

    def _files(self) -> list[Path]:
        return sorted(self.steps.glob("[0-9]*.sql"))
