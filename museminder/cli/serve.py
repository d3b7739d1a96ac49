"""Serve the pages, and nothing else: the database runs elsewhere."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from museminder.cli.verbs import Area, argument

AREA = Area("serve")


def server_command(
    *, port: int, certificate: Path, key: Path, workers: int, host: str = "127.0.0.1"
) -> list[str]:
    """The command line of the HTTPS server: WSGI, one blocking thread a worker, HTTP/2."""
    return [
        *(sys.executable, "-m", "granian", "museminder.config.wsgi:application", "--interface", "wsgi"),
        *(
            "--host",
            host,
            "--port",
            str(port),
            "--workers",
            str(workers),
            "--blocking-threads",
            "1",
            "--no-ws",
        ),
        *("--ssl-certificate", str(certificate), "--ssl-keyfile", str(key)),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "warning"),
    ]


@AREA.only(
    "Serve the pages over HTTPS until told to stop.",
    argument("--host", default="127.0.0.1", help="the address to listen on (default: this computer only)"),
    argument("--port", type=int, default=8443, help="default: 8443"),
    argument("--workers", type=int, default=2, help="processes; one for each processor is a good number"),
    argument("--certificate", type=Path, required=True, help="PEM file, the chain included"),
    argument("--key", type=Path, required=True, help="PEM file, PKCS #8"),
    reports=False,
)
def serve(options: Namespace) -> None:
    """Become the HTTPS server."""
    command = server_command(
        host=options.host,
        port=options.port,
        certificate=options.certificate,
        key=options.key,
        workers=options.workers,
    )
    os.execv(command[0], command)
