"""`bin/run` serves from an empty home, stops cleanly, and starts again after kill -9 of everything."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest

from museminder.cli.supervisor import left_behind
from museminder.foundation.embedded.clusters import PUBLIC, VAULT
from museminder.foundation.embedded.places import place_for
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.processes import processes_of

PROJECT = Path(__file__).parents[2]
SITES = ("localhost", "studio.localhost", "member.localhost", "operator.localhost")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")]


@dataclass
class Installation:
    """One home folder with four ports of its own."""

    home: Path
    port: int

    def start(self) -> subprocess.Popen[str]:
        said = os.environ | {"MUSEMINDER_HOME": str(self.home), "MUSEMINDER_PORT": str(self.port)}
        elsewhere = ("DATABASE_URL", "VAULT_DATABASE_URL", "PUBLIC_DATABASE_URL")
        for name in (*elsewhere, "MUSEMINDER_DATABASE", "DJANGO_SETTINGS_MODULE"):
            said.pop(name, None)
        out = subprocess.PIPE
        return subprocess.Popen([PROJECT / "bin/run", "--empty"], env=said, stdout=out, stderr=out, text=True)

    def serve(self) -> subprocess.Popen[str]:
        """Start, and wait until it says that it runs."""
        process = self.start()
        for line in process.stdout:
            if line.startswith("MuseMinder runs."):
                return process
        raise AssertionError(process.stderr.read())

    def status_of(self, host: str) -> str:
        """The first line of the answer to a visit, over a connection that trusts this home's authority."""
        trusting = ssl.create_default_context(cafile=str(self.home / "certificates/ca.pem"))
        with (
            socket.create_connection(("127.0.0.1", self.port), timeout=30) as plain,
            trusting.wrap_socket(plain, server_hostname=host) as connection,
        ):
            asking = f"GET / HTTP/1.1\r\nHost: {host}:{self.port}\r\nConnection: close\r\n\r\n"
            connection.sendall(asking.encode())
            return connection.recv(12).decode()

    def living(self) -> list[int]:
        parts = ("", VAULT.suffix, PUBLIC.suffix)
        servers = [processes_of(place_for(self.home, part).data) for part in parts]
        return [*left_behind(self.home), *chain(*servers)]


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One for all tests here, each of which leaves it stopped: making the tables takes a while."""
    made = Installation(tmp_path_factory.mktemp("run") / "home", four_free_ports())
    yield made
    kill_9(left_behind(made.home))
    for cluster in (Embedded(made.home), Embedded(made.home, VAULT), Embedded(made.home, PUBLIC)):
        cluster.stop()
        shutil.rmtree(cluster.place.cluster, ignore_errors=True)
        shutil.rmtree(cluster.socket_directory, ignore_errors=True)


def kill_9(pids: list[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):  # some leave by themselves when their parent is gone
            os.kill(pid, signal.SIGKILL)


def four_free_ports() -> int:
    for port in range(21_000 + os.getpid() % 1000 * 8, 30_000, 4):
        sockets = [socket.socket() for _ in range(4)]
        try:
            for offset, each in enumerate(sockets):
                each.bind(("127.0.0.1", port + offset))
            return port
        except OSError:
            continue
        finally:
            for each in sockets:
                each.close()
    raise AssertionError("no four free ports in a row")


def test_run_from_an_empty_home_serves_four_sites_and_stops_cleanly(installation: Installation) -> None:
    running = installation.serve()
    answers = [installation.status_of(host) for host in SITES]
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=90)

    assert answers == ["HTTP/1.1 200", *["HTTP/1.1 302"] * 3]
    assert (running.returncode, out.endswith("Stopping.\n"), err) == (0, True, "")
    assert installation.living() == []


def test_second_run_in_the_same_home_is_refused(installation: Installation) -> None:
    first = installation.serve()
    second = installation.start()
    said = second.communicate(timeout=90)[1]
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=90)

    assert (second.returncode, said) == (
        1,
        f"MuseMinder already runs with its things in {installation.home}.\n",
    )
    assert (first.returncode, installation.living()) == (0, [])


def test_run_comes_back_after_kill_9_of_everything(installation: Installation) -> None:
    killed = installation.serve()
    kill_9([killed.pid, *installation.living()])
    killed.communicate()

    again = installation.serve()
    status = installation.status_of("localhost")
    again.send_signal(signal.SIGHUP)
    again.communicate(timeout=90)

    assert (status, again.returncode, installation.living()) == ("HTTP/1.1 200", 0, [])


def test_run_takes_over_from_a_supervisor_that_was_killed_alone(installation: Installation) -> None:
    killed = installation.serve()
    killed.kill()
    killed.wait()  # its children still hold its output: there is no end to read to
    killed.stdout.close()
    killed.stderr.close()
    orphans = installation.living()

    again = installation.serve()
    left = set(orphans) & set(left_behind(installation.home))
    status = installation.status_of("localhost")
    again.send_signal(signal.SIGINT)
    again.communicate(timeout=90)

    assert (len(orphans) > 4, left, status, installation.living()) == (True, set(), "HTTP/1.1 200", [])


def test_run_says_which_port_is_taken(installation: Installation) -> None:
    with socket.create_server(("127.0.0.1", installation.port + 1)):
        refused = installation.start()
        said = refused.communicate(timeout=90)[1]

    assert (refused.returncode, said) == (
        1,
        f"Another program uses port {installation.port + 1}. Stop it, or choose another: MUSEMINDER_PORT=9443\n",
    )
