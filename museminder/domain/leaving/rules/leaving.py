"""Who may take everything along, and what may be moved in where."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused, permissions_of_actor
from museminder.primitives.actor import Actor

THERE_FOR = timedelta(days=3)
# A job that has not come to its end by then is not coming any more.
GIVEN_UP_AFTER = timedelta(days=1)
MOST_BYTES = 256 * 2**20  # what a page hands out in one answer; more goes by the command line


def check_can_take_everything(by: Actor, *, is_kept_away: bool) -> None:
    """Only an owner, and none whom a court keeps away from a student of the studio."""
    if Permission.EXPORT_RUN not in permissions_of_actor(by):
        raise Refused(_("Only an owner can take everything along."))
    if is_kept_away:
        raise Refused(
            _("A custody denial keeps you away from a student here. Another owner has to make the export.")
        )


def check_can_move_in(by: Actor, *, occupied: list[str]) -> None:
    """Only an owner, and only into a studio in which there is nothing yet; ``occupied`` are tables with rows."""
    if Permission.EXPORT_RUN not in permissions_of_actor(by):
        raise Refused(_("Only an owner can move in with an export."))
    if occupied:
        raise Refused(
            _("This studio is not empty (%(what)s). An export moves into a new studio.")
            % {"what": ", ".join(occupied[:5])}
        )
