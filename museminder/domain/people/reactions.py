"""What people do when something happened below them."""

from __future__ import annotations

from django.db import connections

from museminder.foundation.identity.events import InvitationAccepted
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.happenings import when


@when(InvitationAccepted)
def stand_for_whom_it_was_written(event: InvitationAccepted) -> None:
    """Whoever accepted is from now on the guardian, student or member of staff the letter was about."""
    with connections[str(current_site())].cursor() as cursor:
        cursor.execute("select sec.stand_for(%s)", [event.invitation_id])
