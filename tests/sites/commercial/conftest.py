"""The public site, asked without a browser and shown in one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, override_settings

from museminder.domain.privacy.actions.policy_versions import post_version
from museminder.domain.privacy.formats.policy_files import written_policy
from museminder.foundation.published.publishing import publish
from museminder.primitives.actor import PROGRAM
from museminder.primitives.clock import now
from museminder.promise.checking import World
from museminder.promise.clauses import chosen
from museminder.promise.verifying import verify
from museminder.web import assets
from tests.databases import TestDatabase
from tests.publics import Public


@pytest.fixture(scope="session", autouse=True)
def built() -> None:
    """Pages name built files by their hash, so they must be there."""
    assets.build()


@pytest.fixture(autouse=True)
def published(live_database: TestDatabase, public: Public) -> None:
    """What a new installation publishes."""
    publish(at=now())


@pytest.fixture
def ask(live_database: TestDatabase) -> Callable[..., Any]:
    """Open a public page."""
    return lambda path, **headers: Client(headers={"host": "localhost"}).get(
        path, secure=True, headers=headers
    )


@pytest.fixture
def checked(live_database: TestDatabase) -> None:
    """Three sentences were checked; they are kept."""
    assert verify(chosen(["C04", "C23", "C40"]), World(live_database.superuser_dsn())).good
    publish(at=now())


@pytest.fixture
def posted(live_database: TestDatabase) -> None:
    """Version 2 is announced."""
    post_version(
        policy=written_policy(2), effective_on=now().date() + timedelta(days=33), by=PROGRAM, at=now()
    )
    publish(at=now())


@pytest.fixture
def served(live_database: TestDatabase) -> Iterator[str]:
    """The address of the public site, for a browser."""
    own = {"HOST_SITES": {"127.0.0.1": "commercial"}, "ALLOWED_HOSTS": ["127.0.0.1"]}
    # Over plain http a browser refuses cookies that say __Host-.
    cookies = {"CSRF_COOKIE_NAME": "csrf", "CSRF_COOKIE_SECURE": False}
    with override_settings(**own, **cookies, ANNOUNCEMENTS_READ_EVERY=0):
        server = make_server("127.0.0.1", 0, WSGIHandler(), _Threaded, _Silent)
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            server.server_close()


class _Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass
