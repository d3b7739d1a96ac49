"""The public site by itself: one password, which opens no other server, and every page with the studios' stopped."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from django.conf import settings

from museminder.foundation.embedded.certificates import certificates
from museminder.foundation.embedded.clusters import PUBLIC
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import (
    public_passwords,
    role_passwords,
    secret_key,
    vault_passwords,
)
from museminder.foundation.embedded.servers import PUBLIC_DATABASE
from museminder.foundation.published.connecting import close_public_connections
from museminder.foundation.published.provisioning import provision_public, public_is_provisioned
from museminder.foundation.published.publishing import publish
from museminder.foundation.tenancy.provisioning import RETIRED, provision
from museminder.primitives.clock import now
from museminder.sites.commercial import urls
from tests.cli.test_serve import children_of, in_memory
from tests.databases import TestDatabase

PROJECT = Path(__file__).parents[3]
PAGES = [f"/{pattern.pattern}".replace("<int:number>", "1") for pattern in urls.outside]
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")]


@pytest.fixture
def clusters(tmp_path: Path) -> Iterator[tuple[Embedded, Embedded]]:
    """The studios' and the public one, of a home of their own."""
    both = Embedded(tmp_path), Embedded(tmp_path, PUBLIC)
    yield both
    for cluster in both:
        cluster.stop()
        shutil.rmtree(cluster.place.cluster, ignore_errors=True)
        shutil.rmtree(cluster.socket_directory, ignore_errors=True)


@pytest.fixture
def published(
    live_database: TestDatabase, clusters: tuple[Embedded, Embedded], monkeypatch: pytest.MonkeyPatch
) -> tuple[Embedded, Embedded]:
    """Both run and have their roles; what the tests' own studios publish is in the public one."""
    studios, public = clusters
    for cluster in clusters:
        cluster.start()
    provision(studios.dsn(), "museminder", role_passwords(studios.home))
    asked = (public.dsn(), PUBLIC_DATABASE, public_passwords(public.home))
    before = public_is_provisioned(*asked)
    provision_public(*asked)
    assert (before, public_is_provisioned(*asked)) == (False, True)
    with monkeypatch.context() as there:
        there.setattr(
            settings, "PUBLIC_SERVER", {"host": str(public.socket_directory), "dbname": PUBLIC_DATABASE}
        )
        there.setattr(settings, "PUBLIC_PASSWORDS", public_passwords(public.home))
        publish(at=now())
        close_public_connections()
    return clusters


def test_it_reaches_no_studio_and_answers_with_the_studios_server_stopped(
    published: tuple[Embedded, Embedded],
) -> None:
    studios, public = published
    home, port = studios.home, free_port()
    process = served(home, port)
    try:
        until_it_answers(home, port)
        words = json.loads((home / "served/commercial.json").read_text())
        assert words == {"public_commercial": public_passwords(home)["public_commercial"]}
        assert [
            role
            for role in (*role_passwords(home), RETIRED, "postgres", *words)
            if enters(studios, role, words)
        ] == []

        studios.stop()
        answers = {path: asked(home, port, path)[0] for path in PAGES}
        assert answers == dict.fromkeys(PAGES, 200)
        assert signed_up(home, port) == (302, "/sign-up/sent/")
        with psycopg.connect(public.dsn(db=PUBLIC_DATABASE)) as connection:
            assert connection.execute("select studio_name, email from published.letter").fetchall() == [
                ("Maple Street Music", "ida@example.com")
            ]
        assert held(process.pid, home) == {"public_commercial"}
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def served(home: Path, port: int) -> subprocess.Popen[bytes]:
    """`museminder serve --site commercial`, told nothing of where the tests keep their databases."""
    files = certificates(home, at=datetime.now(UTC))
    told = {
        name: value
        for name, value in os.environ.items()
        if "DATABASE" not in name and "MUSEMINDER" not in name
    }
    told.pop("DJANGO_SETTINGS_MODULE")
    command = [sys.executable, "-m", "museminder.cli", "serve", "--site", "commercial", "--workers", "1"]
    where = ["--port", str(port), "--certificate", str(files.certificate), "--key", str(files.key)]
    return subprocess.Popen(
        [*command, *where], cwd=PROJECT, env=told | {"MUSEMINDER_HOME": str(home)}, start_new_session=True
    )


def held(pid: int, home: Path) -> set[str]:
    """Which secrets of this home are anywhere in the memory of a process and those it started."""
    secrets = (
        role_passwords(home) | vault_passwords(home) | public_passwords(home) | {"key": secret_key(home)}
    )
    family = [pid, *children_of(pid)]
    return {name for name, word in secrets.items() for each in family if in_memory(each, word.encode())}


def enters(studios: Embedded, role: str, words: dict[str, str]) -> bool:
    """Whether a role of the studios' server signs in with anything that the public site holds."""
    for word in words.values():
        for database in ("museminder", "postgres"):
            with suppress(psycopg.OperationalError), psycopg.connect(studios.dsn(role, word, database)):
                return True
    return False


def asked(home: Path, port: int, path: str, *, body: str = "", cookie: str = "") -> tuple[int, str, str]:
    """The status of an answer, where it leads to, and its text."""
    trusting = ssl.create_default_context(cafile=str(home / "certificates/ca.pem"))
    headers = {"Cookie": cookie, "Referer": f"https://localhost:{port}/"}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    with closing(http.client.HTTPSConnection("localhost", port, timeout=30, context=trusting)) as connection:
        connection.request("POST" if body else "GET", path, body or None, headers)
        answer = connection.getresponse()
        text = answer.read().decode() + "".join(answer.headers.get_all("Set-Cookie", []))
    return answer.status, answer.headers["Location"] or "", text


def signed_up(home: Path, port: int) -> tuple[int, str]:
    page = asked(home, port, "/sign-up/")[2]
    [token] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[:1]
    [cookie] = re.findall(r"__Host-csrf=\w+", page)
    typed = {"studio_name": "Maple Street Music", "email": "ida@example.com", "csrfmiddlewaretoken": token}
    return asked(home, port, "/sign-up/", body=urlencode(typed), cookie=cookie)[:2]


def until_it_answers(home: Path, port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(OSError):
            asked(home, port, "/.well-known/security.txt")
            return
        time.sleep(0.1)
    raise AssertionError("the public site does not answer")


def free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])
