"""Serve the pages, and nothing else: the database runs elsewhere."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from museminder.cli.surroundings import surroundings
from museminder.cli.verbs import Area, argument
from museminder.foundation.embedded.secrets import hand_out

AREA = Area("serve")
SITES = ("studio", "member", "operator", "commercial")
SUPERUSER_S = {"DATABASE_SUPERUSER_URL", "VAULT_DATABASE_SUPERUSER_URL"}


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
    argument(
        "--site",
        choices=SITES,
        help="serve one site alone, in a process that holds no other site's password (default: all four)",
    ),
    reports=False,
)
def serve(options: Namespace) -> None:
    """Become the HTTPS server, with the passwords of the sites it serves and no others."""
    command = server_command(
        host=options.host,
        port=options.port,
        certificate=options.certificate,
        key=options.key,
        workers=options.workers,
    )
    sites = (options.site,) if options.site else SITES
    hand_out(surroundings().home, "-".join(sites), ("accounts", *sites))
    os.execve(command[0], command, surroundings_of(sites))


def surroundings_of(sites: Sequence[str]) -> dict[str, str]:
    """What a process that serves these sites is told: where the database is, not how its superuser signs in."""
    told = {name: value for name, value in os.environ.items() if name not in SUPERUSER_S}
    for name in ("DATABASE_URL", "VAULT_DATABASE_URL"):
        if name in told:
            parts = urlsplit(told[name])
            told[name] = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return told | {"MUSEMINDER_SERVES": ",".join(sites)}
