"""Where the sites are, for letters that are written where no browser has said so."""

from __future__ import annotations

from django.conf import settings

HTTPS = 443


def origin_of(site: str) -> str:
    """The beginning of every address of a site, such as ``https://member.localhost:8443``."""
    host = next(host for host, name in settings.HOST_SITES.items() if name == site)
    port = settings.IDENTITY_PUBLIC_PORT
    return f"https://{host}" if port == HTTPS else f"https://{host}:{port}"


def invitation_address(token: str, *, for_staff: bool) -> str:
    """The link in an invitation: staff join on the studio site, families on the member site."""
    return f"{origin_of('studio' if for_staff else 'member')}/accounts/invitations/{token}/"
