"""All of MuseMinder as `bin/run` runs it: two server processes, a worker, a Stripe and a mail box."""

from __future__ import annotations

import email
import email.policy
import os
import re
import socket
import ssl
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from django.conf import settings

from museminder.cli.serve import server_command
from museminder.cli.supervisor import Child, Supervisor
from museminder.foundation.embedded.certificates import Certificates, certificates

PATIENCE = 60.0  # seconds a busy machine may take for anything
HOSTS = {"studio": "studio.localhost", "member": "member.localhost"}
T = TypeVar("T")


@dataclass(frozen=True)
class Installation:
    """A running MuseMinder, and what stands around it."""

    port: int
    pay_port: int
    mailbox_port: int
    files: Certificates

    def address(self, site: str, path: str = "/") -> str:
        """The whole address of a page."""
        return f"https://{HOSTS[site]}:{self.port}{path}"

    def link_in_letter(self, to: str, path: str) -> str:
        """The link with these words in it in the newest letter to an address, once it has come."""
        box = f"http://127.0.0.1:{self.mailbox_port}"

        def look() -> str:
            for mail in reversed(httpx.get(f"{box}/messages.json", params={"to": to}).json()):
                content = httpx.get(f"{box}/messages/{mail['id']}.eml").content
                letter = email.message_from_bytes(content, policy=email.policy.default)
                found = re.search(rf"https://\S*{path}\S*", letter.get_content())
                if found:
                    return found[0]
            return ""

        return until(look)

    def charges(self) -> list[dict[str, Any]]:
        """Every charge in the counterpart's own books, of all its accounts."""
        host = {"Host": f"pay.localhost:{self.pay_port}", "X-Counterpart-Control": "yes"}
        trusting = ssl.create_default_context(cafile=str(self.files.authority))
        with httpx.Client(verify=trusting, trust_env=False, headers=host) as client:
            asked: Any = {"extensions": {"sni_hostname": "pay.localhost"}}
            base = f"https://127.0.0.1:{self.pay_port}/_control"
            accounts = client.get(f"{base}/accounts", **asked).json()
            return [
                charge
                for account in accounts
                for charge in client.get(f"{base}/charges", params={"account": account["id"]}, **asked).json()
            ]


@contextmanager
def running(database: str, folder: Path) -> Iterator[Installation]:
    """Everything started over one database, ended with the block; what it remembers is in the folder."""
    port, pay_port, mail_port, mailbox_port = free_ports(4)
    files = certificates(settings.MUSEMINDER_HOME, at=datetime.now(UTC))
    said = {
        "MUSEMINDER_HOME": str(settings.MUSEMINDER_HOME),
        "MUSEMINDER_DATABASE": database,
        "MUSEMINDER_PORT": str(port),
        "MUSEMINDER_PAY_PORT": str(pay_port),
        "MUSEMINDER_SMTP_PORT": str(mail_port),
        "DJANGO_SETTINGS_MODULE": "museminder.config.settings.development",
    }
    tls = ["--certificate", str(files.certificate), "--key", str(files.key)]
    remembered = ["--state", str(folder / "stripe"), "--trust", str(files.authority)]
    ports = ["--port", str(mail_port), "--http-port", str(mailbox_port), "--folder", str(folder / "mail")]
    python = [sys.executable, "-m"]
    children = [
        Child(
            "The stand-in for Stripe",
            [*python, "counterparts.stripe", "--port", str(pay_port), *tls, *remembered],
            quiet=True,
        ),
        Child("The mail box", [*python, "counterparts.smtp_sink", *ports], quiet=True),
        Child("The worker", [*python, "museminder.cli", "worker", "run"]),
        Child(
            "The web server",
            server_command(port=port, certificate=files.certificate, key=files.key, workers=2),
        ),
    ]
    supervisor = Supervisor(folder, children)
    with pytest.MonkeyPatch.context() as surroundings:
        for name, value in said.items():
            surroundings.setenv(name, value)
        supervisor.start()
    try:
        for each in (port, pay_port, mail_port, mailbox_port):
            until(lambda each=each: answers(each))
        yield Installation(port, pay_port, mailbox_port, files)
    finally:
        supervisor.end()


def until(look: Callable[[], T]) -> T:
    """What looking finds as soon as it finds something; TimeoutError if it never does."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise TimeoutError("it did not come")


def answers(port: int) -> bool:
    """Whether something takes connections there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_ports(count: int) -> list[int]:
    """Ports in a row that nothing uses now, below those that the system gives to whoever calls out."""
    for first in range(21_000 + os.getpid() % 1000 * 8, 32_000, count):
        sockets = [socket.socket() for _ in range(count)]
        try:
            for offset, each in enumerate(sockets):
                each.bind(("127.0.0.1", first + offset))
            return list(range(first, first + count))
        except OSError:
            continue
        finally:
            for each in sockets:
                each.close()
    raise AssertionError("no free ports in a row")
