"""A real web server process over HTTPS, started as `museminder serve` starts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from benchmarks.asking import Browser, WrongAnswer
from museminder.cli.serve import server_command
from museminder.foundation.embedded.certificates import certificates

OURS = "museminder.config.wsgi:application"
OPEN = "benchmarks.without_sweep:application"
BARE = "benchmarks.bare.wsgi:application"


class DidNotStart(Exception):
    """The web server did not answer; the message is the end of its log."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running web server."""

    port: int
    authority: Path
    pid: int

    def browser(self, host: str, cookie: str = "") -> Browser:
        """Somebody who keeps one connection open, as browsers do."""
        return Browser(self.port, host, self.authority, cookie)


@contextmanager
def serving(application: str, database: str, *, workers: int = 1) -> Iterator[Server]:
    """Serve one of the applications on one database; ended with the block."""
    home = Path(settings.MUSEMINDER_HOME)
    files = certificates(home, at=datetime.now(UTC))
    port = _free_port()
    command = server_command(port=port, certificate=files.certificate, key=files.key, workers=workers)
    command = [application if part == OURS else part for part in command]
    said = os.environ | {
        "MUSEMINDER_HOME": str(home),
        "MUSEMINDER_DATABASE": database,
        "MUSEMINDER_PORT": str(port),
        "PYTHONPATH": str(settings.PROJECT),
    }
    log = home / "bench-server.log"
    with log.open("w") as written:
        process = subprocess.Popen(
            command, cwd=settings.PROJECT, env=said, stdout=written, stderr=written, start_new_session=True
        )
        try:
            server = Server(port, files.authority, process.pid)
            _wait(server, process, log)
            yield server
        finally:
            _end(process)


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with server.browser("localhost") as browser:
                browser.ask("/")
        except OSError:
            time.sleep(0.05)
        except WrongAnswer:  # the public site's database is not measured, and need not be there
            return
        else:
            return
    raise DidNotStart(f"The web server did not answer:\n{log.read_text()[-2000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
