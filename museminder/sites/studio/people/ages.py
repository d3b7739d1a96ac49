"""Ages on pages that are useful without them: a vault that is silent takes the ages away, not the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from museminder.foundation.vault.access_log.entries import RevealHeld
from museminder.foundation.vault.connecting import VaultSilent
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import ages_on


def ages_if_open(
    request: Any, students: Sequence[Any], *, purpose: Purpose
) -> Mapping[UUID, int | None] | None:
    """How old students are today; None when the vault does not answer, or holds so many ages back."""
    try:
        return ages_on(students, request.now_on, purpose=purpose, by=request.actor, at=request.received_at)
    except (VaultSilent, RevealHeld):
        return None
