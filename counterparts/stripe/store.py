"""The counterpart's memory: one SQLite file, so that a restart forgets nothing.

Objects are kept as the JSON that is answered, with a second, private part that never leaves (what
a test card does when charged). One request is one transaction.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Record = dict[str, Any]

TABLES = """
create table if not exists accounts (id text primary key, key_hash text unique not null, name text not null);
create table if not exists objects (
    sequence integer primary key autoincrement, id text unique not null, account text not null,
    kind text not null, created integer not null, data text not null, private text not null default '{}');
create index if not exists objects_by_kind on objects (account, kind, sequence);
create table if not exists answers (
    account text not null, key text not null, fingerprint text not null, status integer not null,
    body text not null, created integer not null, primary key (account, key));
create table if not exists deliveries (
    id integer primary key autoincrement, account text not null, endpoint text not null, event text not null,
    due_at real not null, attempts integer not null default 0, state text not null default 'waiting',
    last_status integer, last_error text);
create index if not exists deliveries_due on deliveries (state, due_at);
create table if not exists settings (name text primary key, value text not null);
"""


class Store:
    """Everything the counterpart remembers."""

    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.row_factory = sqlite3.Row
        self.database.execute("pragma journal_mode = wal")
        self.database.executescript(TABLES)

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    @contextmanager
    def transaction(self, *keep_on: type[Exception]) -> Iterator[None]:
        """All or nothing; an exception undoes what was written unless it is one of `keep_on`."""
        self.database.execute("begin immediate")
        try:
            yield
        except keep_on:
            self.database.execute("commit")
            raise
        except BaseException:
            self.database.execute("rollback")
            raise
        self.database.execute("commit")

    def save(self, account: str, record: Record, private: Mapping[str, Any] | None = None) -> None:
        """Keep an object; the private part stays as it was unless given."""
        self.database.execute(
            "insert into objects (id, account, kind, created, data, private) values (?, ?, ?, ?, ?, ?) "
            "on conflict (id) do update set data = excluded.data, "
            "private = case when ? then excluded.private else objects.private end",
            (
                record["id"], account, record["object"], record["created"], json.dumps(record),
                json.dumps(dict(private or {})), private is not None,
            ),
        )  # fmt: skip

    def find(self, account: str, kind: str, object_id: str) -> Record | None:
        """One object of this account, or None."""
        row = self.database.execute(
            "select data from objects where id = ? and account = ? and kind = ?", (object_id, account, kind)
        ).fetchone()
        return None if row is None else json.loads(row["data"])

    def private(self, object_id: str) -> Record:
        """The private part of an object."""
        row = self.database.execute("select private from objects where id = ?", (object_id,)).fetchone()
        found: Record = json.loads(row["private"]) if row else {}
        return found

    def owner(self, object_id: str) -> str | None:
        """The account an object belongs to: for the hosted page and the controls, which send no key."""
        row = self.database.execute("select account from objects where id = ?", (object_id,)).fetchone()
        return None if row is None else row["account"]

    def all(self, kind: str, account: str, equal: Mapping[str, Any] | None = None) -> list[Record]:
        """An account's objects of a kind, newest first; `equal` compares fields, `a.b` reaches inside."""
        where, values = ["account = ?", "kind = ?"], [account, kind]
        for field, value in (equal or {}).items():
            where.append("json_extract(data, ?) = ?")
            values += [f"$.{field}", value]
        query = f"select data from objects where {' and '.join(where)} order by sequence desc"
        return [json.loads(row["data"]) for row in self.database.execute(query, values)]

    def delete(self, object_id: str) -> None:
        """Forget an object."""
        self.database.execute("delete from objects where id = ?", (object_id,))

    def setting(self, name: str, otherwise: Any) -> Any:
        """A remembered setting, or the other value."""
        row = self.database.execute("select value from settings where name = ?", (name,)).fetchone()
        return otherwise if row is None else json.loads(row["value"])

    def remember(self, name: str, value: Any) -> None:
        """Remember a setting over restarts."""
        self.database.execute(
            "insert into settings values (?, ?) on conflict (name) do update set value = excluded.value",
            (name, json.dumps(value)),
        )
