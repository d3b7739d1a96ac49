"""What leaving does when something happened below it."""

from __future__ import annotations

from contextlib import suppress

from django.db.models import Sum

from museminder.domain.leaving.actions.exports import ask_for_export
from museminder.domain.leaving.models import Export
from museminder.domain.oversight.events import StudioCounted
from museminder.domain.privacy.events import StudioCloses
from museminder.foundation.identity.rules import Refused
from museminder.primitives.happenings import when


@when(StudioCounted)
def count_bytes_of_exports(event: StudioCounted) -> None:
    """How many bytes the studio's exports take."""
    event.counts["bytes of exports"] = Export.objects.aggregate(bytes=Sum("size"))["bytes"] or 0


@when(StudioCloses)
def prepare_everything(event: StudioCloses) -> None:
    """Make the export at once, so that it waits for the owner; one who may not take everything asks somebody else."""
    with suppress(Refused):
        ask_for_export(by=event.by, at=event.at)
