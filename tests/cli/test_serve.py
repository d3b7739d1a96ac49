"""A process that serves one site holds that site's password and the accounts', and no other: not even in memory."""

from __future__ import annotations

import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from museminder.cli.serve import surroundings_of
from museminder.foundation.embedded.certificates import certificates
from museminder.foundation.embedded.secrets import ROLES, role_passwords
from tests.databases import TestDatabase, superuser_dsn

PROJECT = Path(__file__).parents[2]
HELD = {"accounts", "member"}


@pytest.fixture
def serving(live_database: TestDatabase) -> Iterator[tuple[int, int]]:
    """The member site alone, served by processes of its own: its port, and the first process's number."""
    files = certificates(settings.MUSEMINDER_HOME, at=datetime.now(UTC))
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        port = asking.getsockname()[1]
    command = [sys.executable, "-m", "museminder.cli", "serve", "--site", "member", "--workers", "1"]
    where = ["--port", str(port), "--certificate", str(files.certificate), "--key", str(files.key)]
    told = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"} | {
        "MUSEMINDER_DATABASE": live_database.name,
        "DATABASE_SUPERUSER_URL": superuser_dsn(),  # whoever starts it may have this at hand
    }
    process = subprocess.Popen([*command, *where], cwd=PROJECT, env=told, start_new_session=True)
    try:
        wait_for(port)
        yield port, process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_site_s_processes_hold_its_own_password_alone(serving: tuple[int, int]) -> None:
    port, pid = serving

    assert status_of("member.localhost", port) in {"200", "302"}
    assert status_of("studio.localhost", port) == "400"
    passwords = role_passwords(settings.MUSEMINDER_HOME)
    family = [pid, *children_of(pid)]
    assert len(family) > 1
    for each in family:
        told = Path(f"/proc/{each}/environ").read_bytes()
        assert [role for role in ROLES if passwords[role].encode() in told] == []
        assert b"SUPERUSER_URL" not in told
    # only who serves pages has read the settings
    held = [{role for role in ROLES if in_memory(each, passwords[role].encode())} for each in family]
    assert set().union(*held) == HELD


def test_addresses_are_handed_on_without_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://admin:word@db.example:5433/m?sslmode=verify-full")
    monkeypatch.setenv("DATABASE_SUPERUSER_URL", "postgres://admin:word@db.example/m")

    told = surroundings_of(["studio"])

    assert told["DATABASE_URL"] == "postgres://db.example:5433/m?sslmode=verify-full"
    assert told["MUSEMINDER_SERVES"] == "studio"
    assert "DATABASE_SUPERUSER_URL" not in told


def wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            status_of("member.localhost", port)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the member site does not answer")


def status_of(host: str, port: int) -> str:
    trusting = ssl.create_default_context(cafile=str(settings.MUSEMINDER_HOME / "certificates/ca.pem"))
    with (
        socket.create_connection(("127.0.0.1", port), timeout=30) as plain,
        trusting.wrap_socket(plain, server_hostname=host) as connection,
    ):
        connection.sendall(f"GET / HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
        return connection.recv(12).decode()[-3:]


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [each for child in map(int, found) for each in (child, *children_of(child))]


def in_memory(pid: int, secret: bytes) -> bool:
    """Whether what a process has written to its memory contains these bytes anywhere."""
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in maps:
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if not found or "[vvar" in line:
                continue
            start, end = (int(each, 16) for each in found.groups())
            try:
                memory.seek(start)
                if secret in memory.read(end - start):
                    return True
            except (OSError, OverflowError, ValueError):
                continue
    return False
