"""When a lesson owed can be used or taken back."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from museminder.domain.attendance.models import MakeUpCredit
from museminder.foundation.identity.rules import Refused


def check_lasts(granted_on: date, expires_on: date | None) -> None:
    """Refuses a lesson owed that has run out before it was granted."""
    if expires_on is not None and expires_on <= granted_on:
        raise Refused(_("A lesson owed must last at least one day."))


def check_can_use(credit: MakeUpCredit, on: date) -> None:
    """Refuses a lesson owed that was used or taken back, and one that has run out by that day."""
    if not credit.can_be_used_on(on):
        raise Refused(_("This lesson was used or taken back, or it has run out by then."))


def check_can_revoke(credit: MakeUpCredit) -> None:
    """Refuses to take back what was used already."""
    if credit.state != MakeUpCredit.State.GRANTED:
        raise Refused(_("Only a lesson that is still owed can be taken back."))
