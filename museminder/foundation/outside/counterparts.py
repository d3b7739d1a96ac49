"""On a laptop and in tests, stand-ins on this computer answer in place of third parties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Counterpart:
    """A stand-in: the name on its certificate, and its port on 127.0.0.1."""

    name: str
    port: int


def counterparts_of(mapping: Mapping[str, str]) -> dict[str, Counterpart]:
    """Reads `{"api.stripe.com": "https://pay.localhost:8444"}`.

    Raises ImproperlyConfigured for anything that is not HTTPS on this computer: a mapping must never be
    able to lead what is meant for a third party to somebody else.
    """
    return {host.lower(): _read(host, address) for host, address in mapping.items()}


def is_this_computer(host: str) -> bool:
    """Whether a name or address is the loopback of this computer."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _read(host: str, address: str) -> Counterpart:
    parts = urlsplit(address)
    name = parts.hostname or ""
    if parts.scheme != "https" or not is_this_computer(name) or parts.path not in {"", "/"}:
        raise ImproperlyConfigured(f"The counterpart of {host} must be https://NAME.localhost:PORT.")
    return Counterpart(name, parts.port or 443)
