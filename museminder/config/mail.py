"""The mail server of an installation, out of one address."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtps": 465, "smtp+starttls": 587, "smtp": 25}
THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over; ``uses_tls`` begins in the clear and goes over, ``uses_ssl`` never is clear."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    uses_tls: bool
    uses_ssl: bool


def mail_server(address: str) -> MailServer:
    """Read ``smtps://user:password@host``, ``smtp+starttls://…``, or ``smtp://localhost`` for a relay on this computer.

    Raises ImproperlyConfigured for anything else, and for a way to another computer that anybody could read along.
    """
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured("MUSEMINDER_MAIL_URL is smtps://…, smtp+starttls://… or smtp://localhost")
    if parts.scheme == "smtp" and parts.hostname not in THIS_COMPUTER:
        raise ImproperlyConfigured(
            f"Mail to {parts.hostname} must be encrypted: smtps://… or smtp+starttls://…"
        )
    return MailServer(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        uses_tls=parts.scheme == "smtp+starttls",
        uses_ssl=parts.scheme == "smtps",
    )
