"""What privacy does when the vault holds something back."""

from __future__ import annotations

from contextlib import suppress

from museminder.domain.privacy.actions.held_reveals import note_held_reveal
from museminder.foundation.tenancy.context import NoEntry, OutsideStudio
from museminder.foundation.vault.access_log.entries import RevealWasHeld
from museminder.primitives.happenings import when


@when(RevealWasHeld)
def tell_the_owners(event: RevealWasHeld) -> None:
    """Leave a row for the owners; a job that was held says so by failing, and its entry is in the access log."""
    with suppress(NoEntry, OutsideStudio):
        note_held_reveal(entry=event.entry, until=event.until)
