"""How many reveals a second can be written down: `python -m benchmarks.access_log [--seconds N] [--writers N]`.

Real entries over real connections into a vault cluster that waits for its disk, while the sequencer runs as it does in
the worker; at the end every entry is computed again and proved under the newest checkpoint.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import django
import psycopg
from django.conf import settings
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from museminder.foundation.embedded.clusters import VAULT
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import vault_passwords
from museminder.foundation.vault.access_log.entries import Action, write_down
from museminder.foundation.vault.access_log.sequencing import log_key, sequence_waiting
from museminder.foundation.vault.access_log.verifying import verify
from museminder.foundation.vault.connecting import close_vault_connections
from museminder.foundation.vault.provisioning import provision_vault
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.quotas import ONE_BY_ONE
from museminder.primitives.clock import now
from museminder.primitives.ids import uuid7

DATABASE = "museminder_bench_log"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written down in how many seconds, and whether all of it was proved in one checkpoint."""

    entries: int
    seconds: float
    proved: int
    is_whole: bool

    @property
    def rate(self) -> float:
        """Entries a second, each on the disk before its writer went on."""
        return self.entries / self.seconds


@contextmanager
def empty_vault(superuser_dsn: str) -> Iterator[str]:
    """An empty vault on this server, which the settings point at; its database is dropped afterwards."""
    kept = settings.VAULT_SERVER
    drop = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(DATABASE))
    with psycopg.connect(superuser_dsn, autocommit=True) as server:
        server.execute(drop)
    provision_vault(superuser_dsn, DATABASE, vault_passwords(Path(settings.MUSEMINDER_HOME)), log_key())
    known = {name: str(value) for name, value in conninfo_to_dict(superuser_dsn).items() if value is not None}
    settings.VAULT_SERVER = {
        name: value for name, value in known.items() if name not in ("user", "password", "dbname")
    } | {"dbname": DATABASE}
    close_vault_connections()
    try:
        yield DATABASE
    finally:
        close_vault_connections()
        settings.VAULT_SERVER = kept
        with psycopg.connect(superuser_dsn, autocommit=True) as server:
            server.execute(drop)


def write_entries(*, seconds: float, writers: int) -> Written:
    """Write into the vault that the settings point at, for a time, from several processes at once."""
    close_vault_connections()
    until = time.monotonic() + seconds
    began = time.monotonic()
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(writers, mp_context=fork) as pool:
        writing = [pool.submit(_write_until, until, number) for number in range(writers)]
        while not all(each.done() for each in writing):
            sequence_waiting()
            time.sleep(min(1, seconds / 10))
        entries = sum(each.result() for each in writing)
    took = time.monotonic() - began
    sequence_waiting()
    found = verify()
    proved = found.newest.size if found.newest and found.fault is None else 0
    return Written(entries, took, proved, found.fault is None and found.waiting == 0)


def _write_until(until: float, number: int) -> int:
    """One person after another, fifty people each: all that may be opened in an hour. At least one entry."""
    count, who = 0, uuid4()
    while count == 0 or time.monotonic() < until:
        if count % ONE_BY_ONE.least == 0:
            who = uuid4()
        write_down(
            studio_id=number + 1,
            account_id=who,
            action=Action.REVEALED,
            purpose=Purpose.LESSON,
            fields=["people.student.birth_date"],
            subjects=[uuid4()],
            at=now(),
        )
        count += 1
    return count


def insert_plainly(dsn: str, *, seconds: float, writers: int) -> float:
    """Rows a second of the same facts into a table without an index, as many writers, each row on the disk."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("drop table if exists public.plain_entry")
        connection.execute(
            "create table public.plain_entry (id uuid, at timestamptz, studio_id bigint, account_id uuid, action text,"
            " purpose text, fields text[], subjects uuid[], commitment bytea)"
        )
    began = time.monotonic()
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(writers, mp_context=fork) as pool:
        writing = [pool.submit(_insert_until, began + seconds, number, dsn) for number in range(writers)]
        rows = sum(each.result() for each in writing)
    return rows / (time.monotonic() - began)


def _insert_until(until: float, number: int, dsn: str) -> int:
    count = 0
    insert = "insert into public.plain_entry values (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
    with psycopg.connect(dsn, autocommit=True) as connection:
        while count == 0 or time.monotonic() < until:
            fields = ["people.student.birth_date"]
            facts = [uuid7(), now(), number, uuid4(), "revealed", "lesson", fields, [uuid4()], os.urandom(32)]
            connection.execute(insert, facts)
            count += 1
    return count


def main() -> None:
    """Make an empty log in this computer's vault cluster, write, print, drop it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--writers", type=int, default=8)
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "museminder.config.settings.development")
    django.setup()
    home = Path(settings.MUSEMINDER_HOME)
    vault = Embedded(home, VAULT)
    ran = vault.status().running
    vault.start()
    try:
        with empty_vault(vault.dsn()) as database:
            done = write_entries(seconds=given.seconds, writers=given.writers)
            plain = insert_plainly(
                make_conninfo(vault.dsn(), dbname=database),
                seconds=min(given.seconds, 10),
                writers=given.writers,
            )
        print(
            f"{done.entries} entries in {done.seconds:.1f} s by {given.writers} writers: {done.rate:.0f} a second; "
            f"{done.proved} in the newest checkpoint; {'whole' if done.is_whole else 'NOT WHOLE'}; "
            f"a plain INSERT without an index: {plain:.0f} a second; load {os.getloadavg()[0]:.1f}"
        )
    finally:
        if not ran:
            vault.stop()


if __name__ == "__main__":
    main()
