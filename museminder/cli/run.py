"""Run all of MuseMinder on this computer: database, pages, worker, and stand-ins for outside services."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from types import FrameType

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from museminder.cli.database import bring_up_to_date, clusters_of, is_up_to_date
from museminder.cli.demonstration import FILE as SIGN_INS
from museminder.cli.half_restored import refuse_half_restored
from museminder.cli.serve import SITES as SERVED
from museminder.cli.serve import handed_to, server_command
from museminder.cli.supervisor import MARK, Child, Supervisor, alone_in
from museminder.cli.surroundings import PROJECT, Surroundings, surroundings
from museminder.cli.verbs import Area, Refused, argument
from museminder.foundation.backups.arrangements import folder_of
from museminder.foundation.embedded.certificates import Certificates, certificates
from museminder.foundation.embedded.clusters import PUBLIC
from museminder.foundation.embedded.postgres import Embedded

LET_GO = 5.0  # seconds
AREA = Area("run")
SITES = {
    "What it is": "https://localhost:{port}/",
    "The studio's own site": "https://studio.localhost:{port}/",
    "Families and students": "https://member.localhost:{port}/",
    "Running the service": "https://operator.localhost:{port}/",
}


@AREA.only(
    "Run MuseMinder until Ctrl-C.",
    argument("--workers", type=int, default=2, help="processes that serve pages (default: 2)"),
    argument("--empty", action="store_true", help="make no demonstration studio"),
    reports=False,
)
def run(options: Namespace) -> None:
    """Start everything, say where it is, keep it alive, stop it in order."""
    here = surroundings()
    refuse_half_restored(here.home)
    _listen_for_the_end()
    with alone_in(here.home):
        _check_ports(here)
        files = certificates(here.home, at=datetime.now(UTC))
        embedded = None if here.superuser_url else Embedded(here.home)
        try:
            _prepare(here, embedded, with_demonstration=not options.empty)
            _serve(here, files, workers=options.workers)
        except _Ended:
            print("Stopping.")
        finally:
            for cluster in clusters_of(here):
                cluster.stop()


class _Ended(BaseException):
    """Somebody asked MuseMinder to stop."""


def _listen_for_the_end() -> None:
    def end(number: int, frame: FrameType | None) -> None:
        for other in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(other, signal.SIG_IGN)  # once is enough: the ending itself is not to be interrupted
        raise _Ended

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, end)


def _check_ports(here: Surroundings) -> None:
    for port in (here.port, here.pay_port, here.mail_port, here.mailbox_port, here.partner_port):
        # A killed server's last thread may hold its port a moment longer than the server lives.
        deadline = time.monotonic() + LET_GO
        while not _is_free(port):
            if time.monotonic() > deadline:
                raise Refused(
                    f"Another program uses port {port}. Stop it, or choose another: MUSEMINDER_PORT=9443"
                )
            time.sleep(0.05)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _prepare(here: Surroundings, embedded: Embedded | None, *, with_demonstration: bool) -> None:
    """Bring files and database up to date: each step is quick when there is nothing to do."""
    command = [sys.executable, "-m", "museminder.web.assets"]
    building = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL)
    unfinished = here.home / "demonstration.unfinished"
    for cluster in clusters_of(here):
        cluster.start()
    if embedded and unfinished.exists():
        _begin_anew(here, embedded)
    if not is_up_to_date():
        bring_up_to_date()
    if building.wait() != 0:
        raise Refused("The front-end files could not be built; the lines above say why.")
    if with_demonstration and _has_no_studio(here, embedded):
        print("Making the demonstration studio, once …", flush=True)
        unfinished.touch()
        if _museminder(here, "demonstration", "fill") != 0:
            raise Refused("The demonstration studio could not be made; the lines above say why.")
        unfinished.unlink()


def _begin_anew(here: Surroundings, embedded: Embedded) -> None:
    """Drop what an interrupted first start left: nothing was served yet, all of it was invented."""
    began = [(embedded, here.database)]
    if here.public_superuser_url is None:
        began.append((Embedded(here.home, PUBLIC), here.public_database))
    for cluster, name in began:
        with psycopg.connect(cluster.dsn(), autocommit=True) as connection:
            drop = sql.SQL("drop database if exists {} with (force)")
            connection.execute(drop.format(sql.Identifier(name)))
    (here.home / SIGN_INS).unlink(missing_ok=True)


def _has_no_studio(here: Surroundings, embedded: Embedded | None) -> bool:
    superuser = here.superuser_url or (embedded.dsn() if embedded else "")
    with psycopg.connect(make_conninfo(superuser, dbname=here.database)) as connection:
        return connection.execute("select 1 from tenancy_studio limit 1").fetchone() is None


def _serve(here: Surroundings, files: Certificates, *, workers: int) -> None:
    supervisor = Supervisor(here.home, _children(here, files, workers=workers))
    try:
        supervisor.start("The web server")  # alone at first: the first page is there sooner
        _wait_for_a_page(here, files)
        supervisor.start()
        _museminder(here, "demonstration", "take-cards")
        _say_where(here, files)
        supervisor.watch()
    finally:
        supervisor.end()


def _children(here: Surroundings, files: Certificates, *, workers: int) -> Sequence[Child]:
    python = sys.executable
    tls = ["--certificate", str(files.certificate), "--key", str(files.key)]
    remembered = ["--state", str(here.home / "stripe-counterpart.json"), "--trust", str(files.authority)]
    pay = [python, "-m", "counterparts.stripe", "--port", str(here.pay_port), *tls, *remembered]
    partner = [python, "-m", "counterparts.partner", "--port", str(here.partner_port), *tls]
    ports = ["--port", str(here.mail_port), "--http-port", str(here.mailbox_port)]
    mail = [python, "-m", "counterparts.smtp_sink", *ports, "--folder", str(here.home / "mail")]
    web = server_command(port=here.port, certificate=files.certificate, key=files.key, workers=workers)
    # first, so that it ends last: what the others wrote goes to the store as well
    backup = [Child("The backup", [python, "-m", "museminder.cli", "backup", "ship"])]
    return [
        *(backup if (folder_of(here.home) / "arrangement.json").exists() and not here.superuser_url else []),
        Child("The stand-in for Stripe", pay, quiet=True),
        Child("The stand-in for a partner", partner, quiet=True),
        Child("The mail box", mail, quiet=True),
        Child("The worker", [python, "-m", "museminder.cli", "worker", "run"]),
        # what its page shows would else grow old; two minutes after the start, which has enough to do
        Child("The promise's checks", [python, "-m", "museminder.cli", "promise", "watch", "--after", "120"]),
        # with the sites' own passwords: not the owner's, the jobs' or the publisher's
        Child("The web server", web, told=handed_to(SERVED)),
    ]


def _wait_for_a_page(here: Surroundings, files: Certificates) -> None:
    """The first page costs a process its start: whoever opens the printed address should not wait for it."""
    trusting = ssl.create_default_context(cafile=str(files.authority))
    request = f"GET / HTTP/1.1\r\nHost: localhost:{here.port}\r\nConnection: close\r\n\r\n".encode()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with (
                socket.create_connection(("127.0.0.1", here.port), timeout=10) as plain,
                trusting.wrap_socket(plain, server_hostname="localhost") as connection,
            ):
                connection.sendall(request)
                if connection.recv(12).startswith(b"HTTP/1.1 "):
                    return
        except OSError:
            time.sleep(0.05)
    raise Refused("The web server did not answer within a minute; the lines above say why.")


def _say_where(here: Surroundings, files: Certificates) -> None:
    print("\nMuseMinder runs. Ctrl-C stops it, database included.\n")
    for name, address in SITES.items():
        print(f"  {name:24} {address.format(port=here.port)}")
    print(f"  {'Letters it would send':24} http://localhost:{here.mailbox_port}/")
    print(f"\nYour browser asks once whether to trust this computer's own certificate ({files.authority}).\n")
    sys.stdout.flush()
    _museminder(here, "demonstration", "sign-ins")


def _museminder(here: Surroundings, *arguments: str) -> int:
    marked = os.environ | {MARK: str(here.home)}  # killed with everything else if this process is
    return subprocess.run(
        [sys.executable, "-m", "museminder.cli", *arguments], check=False, env=marked
    ).returncode
