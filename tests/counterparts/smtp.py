"""Starts the mail sink as the process it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.counterparts.certificates import TestCertificates
from tests.counterparts.running import ended, ready, started


class RunningSink:
    """The mail sink: its SMTP `port`, its folder, and the address of its list."""

    def __init__(self, port: int, listing: str, folder: Path) -> None:
        self.port = port
        self.listing = listing
        self.folder = folder

    def messages(self, to: str | None = None) -> list[dict[str, Any]]:
        """The mails that came, newest first."""
        answer = httpx.get(self.listing, params={"to": to} if to else {}, trust_env=False)
        return list(answer.json())


@contextmanager
def running_sink(folder: Path, certificates: TestCertificates | None = None) -> Iterator[RunningSink]:
    """The mail sink, running for as long as the block lasts; with certificates it takes STARTTLS only."""
    tls: tuple[str, ...] = ()
    if certificates is not None:
        tls = ("--certificate", str(certificates.certificate), "--key", str(certificates.key))
    process = started(
        "counterparts.smtp_sink", "--port", "0", "--http-port", "0", "--folder", str(folder), *tls
    )
    try:
        _, port, listing = ready(process).split()
        yield RunningSink(int(port), listing, folder)
    finally:
        ended(process)
