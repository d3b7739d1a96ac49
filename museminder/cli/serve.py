"""Serve the pages, and nothing else: the database runs elsewhere."""

from __future__ import annotations

import hashlib
import hmac
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from museminder.cli.half_restored import refuse_half_restored
from museminder.cli.surroundings import surroundings
from museminder.cli.verbs import Area, argument
from museminder.foundation.embedded.secrets import hand_out, secret_key

AREA = Area("serve")
SITES = ("studio", "member", "operator", "commercial")
PUBLIC_ONLY = ("commercial",)
SUPERUSER_S = {"DATABASE_SUPERUSER_URL", "VAULT_DATABASE_SUPERUSER_URL", "PUBLIC_DATABASE_SUPERUSER_URL"}
STUDIOS_S = {"DATABASE_URL", "VAULT_DATABASE_URL"}
MAIL_S = {"MUSEMINDER_MAIL_URL"}


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
    refuse_half_restored(surroundings().home)
    command = server_command(
        host=options.host,
        port=options.port,
        certificate=options.certificate,
        key=options.key,
        workers=options.workers,
    )
    sites = (options.site,) if options.site else SITES
    os.execve(command[0], command, handed_to(sites))


def handed_to(sites: Sequence[str]) -> dict[str, str]:
    """Write down the passwords of these sites alone, for one process; returns what the process is told besides."""
    home = surroundings().home
    hand_out(home, sites)
    told = surroundings_of(sites)
    if tuple(sites) == PUBLIC_ONLY:
        # What signs the others' cookies and links is nothing for a process that anybody talks to.
        key = told.get("MUSEMINDER_SECRET_KEY") or secret_key(home)
        told["MUSEMINDER_SECRET_KEY"] = hmac.new(key.encode(), b"commercial", hashlib.sha256).hexdigest()
    return told


def surroundings_of(sites: Sequence[str]) -> dict[str, str]:
    """What a process that serves these sites is told: where its databases are, not how a superuser signs in.

    Who serves the public site alone is not told where the studios' are.
    """
    told = {name: value for name, value in os.environ.items() if name not in SUPERUSER_S}
    if tuple(sites) == PUBLIC_ONLY:
        told = {name: value for name, value in told.items() if name not in STUDIOS_S | MAIL_S}
    for name in (*sorted(STUDIOS_S), "PUBLIC_DATABASE_URL"):
        if name in told:
            parts = urlsplit(told[name])
            told[name] = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return told | {"MUSEMINDER_SERVES": ",".join(sites)}
