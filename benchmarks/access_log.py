"""How many reveals a second can be written down: `python -m benchmarks.access_log [--seconds N] [--writers N]`.

Real entries over real connections into a vault cluster that waits for its disk, while the sequencer runs as it does in
the worker; at the end every entry is computed again and proved under the newest checkpoint.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import django
import psycopg
from django.conf import settings
from psycopg import sql

from museminder.foundation.embedded.clusters import VAULT
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import vault_passwords
from museminder.foundation.vault.access_log.entries import Action, write_down
from museminder.foundation.vault.access_log.sequencing import log_key, sequence_waiting
from museminder.foundation.vault.access_log.verifying import verify
from museminder.foundation.vault.connecting import close_vault_connections
from museminder.foundation.vault.provisioning import provision_vault
from museminder.foundation.vault.purposes import Purpose
from museminder.primitives.clock import now

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


def write_entries(*, seconds: float, writers: int) -> Written:
    """Write into the vault that the settings point at, for a time, from several processes at once."""
    until = time.monotonic() + seconds
    began = time.monotonic()
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(writers, mp_context=fork) as pool:
        writing = [pool.submit(_write_until, until, number) for number in range(writers)]
        while not all(each.done() for each in writing):
            sequence_waiting()
            time.sleep(1)
        entries = sum(each.result() for each in writing)
    took = time.monotonic() - began
    sequence_waiting()
    found = verify()
    proved = found.newest.size if found.newest and found.fault is None else 0
    return Written(entries, took, proved, found.fault is None and found.waiting == 0)


def _write_until(until: float, number: int) -> int:
    close_vault_connections()
    count, who = 0, UUID(int=number)
    while time.monotonic() < until:
        write_down(
            studio_id=number,
            account_id=who,
            action=Action.REVEALED,
            purpose=Purpose.LESSON,
            fields=["people.student.birth_date"],
            subjects=[uuid4()],
            at=now(),
        )
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
    drop = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(DATABASE))
    try:
        provision_vault(vault.dsn(), DATABASE, vault_passwords(home), log_key())
        settings.VAULT_SERVER = {"host": str(vault.socket_directory), "dbname": DATABASE}
        done = write_entries(seconds=given.seconds, writers=given.writers)
        print(
            f"{done.entries} entries in {done.seconds:.1f} s by {given.writers} writers: {done.rate:.0f} a second; "
            f"{done.proved} in the newest checkpoint; {'whole' if done.is_whole else 'NOT WHOLE'}"
        )
    finally:
        close_vault_connections()
        with psycopg.connect(vault.dsn(), autocommit=True) as server:
            server.execute(drop)
        if not ran:
            vault.stop()


if __name__ == "__main__":
    main()
