"""The pages served for real, so that a real browser can show a passkey to them."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from museminder.cli.serve import server_command
from museminder.foundation.embedded.certificates import certificates
from tests.browser import browser

PATIENCE = 60


@dataclass(frozen=True)
class Served:
    """A running server over the database of one test."""

    port: int
    certificate: Path

    def address(self, site: str, path: str) -> str:
        """The whole address of a page."""
        return f"https://{site}.localhost:{self.port}{path}"


@pytest.fixture
def served(live_school):
    """The studio and member sites over HTTPS, over the database of ``live_school``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    files = certificates(settings.MUSEMINDER_HOME, at=datetime.now(UTC))
    process = subprocess.Popen(
        server_command(port=port, certificate=files.certificate, key=files.key, workers=1),
        env=os.environ
        | {
            "MUSEMINDER_HOME": str(settings.MUSEMINDER_HOME),
            "MUSEMINDER_DATABASE": settings.DATABASES["default"]["NAME"],
            "MUSEMINDER_PORT": str(port),
            "DJANGO_SETTINGS_MODULE": "museminder.config.settings.test",
        },
        cwd=settings.PROJECT,
    )
    try:
        wait_for(port)
        yield Served(port, files.certificate)
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int) -> None:
    """Until the server takes connections."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


@pytest.fixture
def page(served):
    """A page of a browser that has a fingerprint reader; what a script complains of fails the test.

    Playwright keeps a loop running in this thread, where Django's connections are not to be used: what a test needs
    in the database is made by a fixture that comes before this one, and looked at with psycopg.
    """
    with browser([served.certificate]) as chromium:
        context = chromium.new_context(locale="en-US")
        opened = context.new_page()
        complaints = []
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.on("console", lambda line: line.type == "error" and complaints.append(line.text))
        devices = context.new_cdp_session(opened)
        devices.send("WebAuthn.enable")
        reader = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": reader})
        yield opened
        assert complaints == []
