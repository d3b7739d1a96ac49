"""The database of a laptop starts, stops, and comes back from whatever happened to it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest

from museminder.foundation.embedded.places import CannotHost
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.processes import processes_of

PROJECT = Path(__file__).parents[3]
START = """
import sys
from pathlib import Path
from museminder.foundation.embedded.postgres import Embedded
print(Embedded(Path(sys.argv[1])).start().pid)
"""


def kill_9(pids: list[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):  # a child leaves by itself when its server is gone
            os.kill(pid, signal.SIGKILL)


def start_elsewhere(home: Path) -> subprocess.Popen[str]:
    surroundings = os.environ | {"PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-c", START, str(home)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=surroundings, start_new_session=True
    )


def value(embedded: Embedded, query: str) -> object:
    with psycopg.connect(embedded.dsn()) as connection:
        row = connection.execute(query).fetchone()  # type: ignore[call-overload]
    return row[0]


def test_start_makes_a_database_and_a_second_start_finds_it(embedded: Embedded) -> None:
    first = embedded.start()
    second = embedded.start()

    assert (first.running, first.pid) == (True, second.pid)
    assert value(embedded, "show data_checksums") == "on"
    assert value(embedded, "select datcollate from pg_database where datname = 'template1'") == "C"
    assert value(embedded, "select datlocale from pg_database where datname = 'template1'") == "C.UTF-8"


def test_stop_ends_every_process_and_the_rows_are_there_after_the_next_start(embedded: Embedded) -> None:
    embedded.start()
    with psycopg.connect(embedded.dsn()) as connection:
        connection.execute("create table kept (n int)")
        connection.execute("insert into kept values (1), (2), (3)")
    embedded.stop()
    stopped = embedded.status()
    left = processes_of(embedded.place.data)
    embedded.start()

    assert (stopped.running, stopped.pid, left) == (False, None, [])
    assert value(embedded, "select count(*) from kept") == 3


def test_stop_of_what_never_ran_makes_nothing(embedded: Embedded) -> None:
    embedded.stop()

    assert embedded.place.cluster.exists() is False


def test_server_is_reached_by_its_private_socket_and_a_password_only(embedded: Embedded) -> None:
    embedded.start()
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(embedded.dsn(password="guessed"))

    assert value(embedded, "show listen_addresses") == ""
    assert embedded.socket_directory.stat().st_mode & 0o777 == 0o700
    assert embedded.place.data.stat().st_mode & 0o777 == 0o700
    assert embedded.place.password.stat().st_mode & 0o777 == 0o600
    assert embedded.place.log.stat().st_mode & 0o777 == 0o600


def test_log_never_holds_what_a_statement_said(embedded: Embedded) -> None:
    embedded.start()
    with (
        psycopg.connect(embedded.dsn()) as connection,
        pytest.raises(psycopg.errors.InvalidTextRepresentation),
    ):
        connection.execute("select %s::int", ["Ada Lovelace"])

    assert "Lovelace" not in embedded.place.log.read_text()


@pytest.mark.parametrize("killed", ["everything", "the server alone"])
def test_kill_9_under_load_loses_no_acknowledged_row(embedded: Embedded, killed: str) -> None:
    embedded.start()
    with psycopg.connect(embedded.dsn(), autocommit=True) as connection:
        connection.execute("create table acknowledged (n int)")
    acknowledged = [0]
    writing = threading.Thread(target=write_until_it_dies, args=(embedded.dsn(), acknowledged))
    writing.start()
    while acknowledged[0] < 500:
        time.sleep(0.01)

    server = embedded.status().pid
    kill_9(processes_of(embedded.place.data) if killed == "everything" else [server])
    embedded.start()
    writing.join()

    # one more may be there: committed, and killed before the answer left
    assert value(embedded, "select count(*) from acknowledged") - acknowledged[0] in (0, 1)


def write_until_it_dies(dsn: str, acknowledged: list[int]) -> None:
    try:
        with psycopg.connect(dsn, autocommit=True) as connection:
            while True:
                connection.execute("insert into acknowledged values (%s)", [acknowledged[0]])
                acknowledged[0] += 1
    except psycopg.OperationalError:
        return


@pytest.mark.parametrize("whose", [1, os.getpid()], ids=["the first process", "this process"])
def test_start_does_not_believe_a_pid_file_that_names_somebody_else(embedded: Embedded, whose: int) -> None:
    embedded.start()
    embedded.stop()
    sockets = embedded.socket_directory
    forged = f"{whose}\n{embedded.place.data}\n0\n5432\n{sockets}\n\n\nready\n"
    (embedded.place.data / "postmaster.pid").write_text(forged)

    before = embedded.status()
    after = embedded.start()

    assert (before.running, before.pid) == (False, None)
    assert (after.running, after.pid == whose) == (True, False)


def test_two_starts_at_once_make_one_server(home: Path, embedded: Embedded) -> None:
    both = [start_elsewhere(home), start_elsewhere(home)]
    said = [process.communicate(timeout=60)[0].strip() for process in both]

    assert said == [str(embedded.status().pid)] * 2


@pytest.mark.parametrize("once_there_is", [".", "PG_VERSION", "global/pg_control", "pg_hba.conf"])
def test_start_killed_while_making_the_database_is_made_up_for(home: Path, once_there_is: str) -> None:
    embedded = Embedded(home)
    starting = start_elsewhere(home)
    while not (embedded.place.cluster / "making" / once_there_is).exists():
        time.sleep(0.001)
    os.killpg(starting.pid, signal.SIGKILL)
    starting.communicate()
    half_made = not embedded.place.data.exists()

    embedded.start()

    assert half_made is True
    assert value(embedded, "select 1") == 1


def test_folder_that_is_no_database_is_moved_aside_and_not_deleted(embedded: Embedded) -> None:
    data = embedded.place.data
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("18\n")
    (data / "somebody's file").write_text("kept")

    embedded.start()

    [aside] = data.parent.glob("data.unfinished-*")
    assert (aside / "somebody's file").read_text() == "kept"
    assert value(embedded, "select 1") == 1


def test_database_of_another_version_is_refused_and_left_alone(embedded: Embedded) -> None:
    embedded.start()
    embedded.stop()
    (embedded.place.data / "PG_VERSION").write_text("17\n")

    with pytest.raises(CannotHost, match=r"made by PostgreSQL 17, the programs here are 18"):
        embedded.start()
    assert (embedded.place.data / "global/pg_control").exists() is True


def test_start_that_fails_says_why(embedded: Embedded) -> None:
    embedded.start()
    embedded.stop()
    with (embedded.place.data / "postgresql.conf").open("a") as conf:
        conf.write("no_such_setting = 1\n")

    with pytest.raises(CannotHost, match="no_such_setting"):
        embedded.start()


def test_shell_standing_in_the_data_folder_is_not_killed(embedded: Embedded) -> None:
    embedded.start()
    with subprocess.Popen(["sleep", "30"], cwd=embedded.place.data) as bystander:
        kill_9(processes_of(embedded.place.data))
        embedded.start()
        alive = bystander.poll() is None
        bystander.kill()

    assert alive is True
