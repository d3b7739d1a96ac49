"""The pages on several processes, as `museminder serve` starts them, with and without what guards places."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from django.conf import settings

from museminder.cli.serve import server_command
from museminder.foundation.embedded.certificates import certificates
from tests.databases import TestDatabase
from tests.rush.senders import Address

OURS, MUTANT = "museminder.config.wsgi:application", "tests.rush.mutant:application"
DROP_CHECK = "alter table courses_meeting drop constraint courses_meeting_places"
PATIENCE = 240  # seconds for all processes to start on a busy machine


@contextmanager
def served(database: TestDatabase, processes: int, *, without_guard: bool = False) -> Iterator[Address]:
    """The pages on so many processes; ``without_guard`` also takes the database's own check away."""
    files = certificates(Path(settings.MUSEMINDER_HOME), at=datetime.now(UTC))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = Address(free.getsockname()[1], files.authority)
    command = server_command(
        port=address.port, certificate=files.certificate, key=files.key, workers=processes
    )
    said = os.environ | {
        "MUSEMINDER_HOME": str(settings.MUSEMINDER_HOME),
        "MUSEMINDER_DATABASE": database.name,
        "MUSEMINDER_PORT": str(address.port),
        "PYTHONPATH": str(settings.PROJECT),
    }
    process = subprocess.Popen(
        [MUTANT if without_guard and part == OURS else part for part in command],
        cwd=settings.PROJECT,
        env=said,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(address, process)
        if without_guard:
            with psycopg.connect(database.role_dsn("owner"), autocommit=True) as owner:
                owner.execute(DROP_CHECK)
        yield address
    finally:
        _end(process)


def _wait(address: Address, process: subprocess.Popen[bytes]) -> None:
    trusting = ssl.create_default_context(cafile=str(address.authority))
    request = f"GET / HTTP/1.1\r\nHost: localhost:{address.port}\r\nConnection: close\r\n\r\n".encode()
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with (
                socket.create_connection(("127.0.0.1", address.port), timeout=60) as plain,
                trusting.wrap_socket(plain, server_hostname="localhost") as connection,
            ):
                connection.sendall(request)
                if connection.recv(12).startswith(b"HTTP/1.1 "):
                    return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The web server did not answer.")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
