"""Whom a studio let in, and what they looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from museminder.domain.oversight.models import SupportGrant, SupportLook
from museminder.foundation.vault.access_log.by_account import entries_by
from museminder.foundation.vault.access_log.entries import Entry

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Looked:
    """Pages under one grant, newest first, and what sealed facts were opened meanwhile."""

    pages: list[SupportLook]
    opened: list[Entry]


def support_grants() -> list[SupportGrant]:
    """Every grant of the studio in hand, the newest first."""
    return list(SupportGrant.objects.order_by("-granted_at", "-id")[:SHOWN])


def looked_under(grant: SupportGrant, *, at: datetime) -> Looked:
    """What support looked at under a grant; one statement here, one in the vault. Raises ``VaultSilent``."""
    pages = list(SupportLook.objects.filter(grant=grant).order_by("-at", "-id")[:SHOWN])
    if grant.granted_at is None or grant.expires_at is None:
        return Looked(pages, [])
    until = min(grant.ended_at or at, grant.expires_at)
    opened = entries_by(grant.account_id, studio_id=grant.studio_id, since=grant.granted_at, until=until)
    return Looked(pages, opened)
