"""What the caller's environment says: where MuseMinder keeps its things, at which addresses it answers."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from museminder.foundation.embedded.servers import PUBLIC_DATABASE, VAULT_DATABASE, server_of

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Surroundings:
    """One installation: its folder, its ports, its database.

    ``superuser_url`` reaches the server of ``DATABASE_URL`` as its superuser; None with the embedded one. The same
    for the vault's server, ``VAULT_DATABASE_URL``, and for the public database's, ``PUBLIC_DATABASE_URL``.
    """

    home: Path
    port: int
    pay_port: int
    mail_port: int
    mailbox_port: int
    partner_port: int
    database: str
    superuser_url: str | None
    vault_database: str
    vault_superuser_url: str | None
    public_database: str
    public_superuser_url: str | None


def surroundings() -> Surroundings:
    """Read ``DATABASE_URL`` and MUSEMINDER_ ``HOME PORT PAY_PORT SMTP_PORT MAILBOX_PORT PARTNER_PORT DATABASE``.

    With ``DATABASE_URL``, ``DATABASE_SUPERUSER_URL`` is for the one step that makes roles; it may be left out
    when ``DATABASE_URL`` itself names a superuser. ``VAULT_DATABASE_URL`` and ``VAULT_DATABASE_SUPERUSER_URL`` are
    the same for the vault, those that begin with ``PUBLIC_`` for the public database.
    ``MUSEMINDER_DATABASE`` is another database of the same server.
    """
    port = int(os.environ.get("MUSEMINDER_PORT") or 8443)
    url = os.environ.get("DATABASE_URL")
    vault_url = os.environ.get("VAULT_DATABASE_URL")
    public_url = os.environ.get("PUBLIC_DATABASE_URL")
    named = os.environ.get("MUSEMINDER_DATABASE") or unquote(urlsplit(url or "").path.lstrip("/"))
    return Surroundings(
        home=Path(os.environ.get("MUSEMINDER_HOME") or PROJECT / "var").resolve(),
        port=port,
        pay_port=int(os.environ.get("MUSEMINDER_PAY_PORT") or port + 1),
        mail_port=int(os.environ.get("MUSEMINDER_SMTP_PORT") or port + 2),
        mailbox_port=int(os.environ.get("MUSEMINDER_MAILBOX_PORT") or port + 3),
        partner_port=int(os.environ.get("MUSEMINDER_PARTNER_PORT") or port + 4),
        database=named or "museminder",
        superuser_url=(os.environ.get("DATABASE_SUPERUSER_URL") or url) if url else None,
        vault_database=server_of(vault_url).get("dbname", VAULT_DATABASE),
        vault_superuser_url=(os.environ.get("VAULT_DATABASE_SUPERUSER_URL") or vault_url)
        if vault_url
        else None,
        public_database=server_of(public_url, PUBLIC_DATABASE).get("dbname", PUBLIC_DATABASE),
        public_superuser_url=(os.environ.get("PUBLIC_DATABASE_SUPERUSER_URL") or public_url)
        if public_url
        else None,
    )
