"""Said in words: what may hold from when to when."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from museminder.foundation.identity.rules import Refused


def check_span(begins_on: date, ends_on: date, *, longest: timedelta) -> None:
    """Refuses what ends before it begins, and what would hold longer than we allow ourselves."""
    if ends_on <= begins_on:
        raise Refused(_("This must be after the first day."))
    if ends_on > begins_on + longest:
        raise Refused(_("At most %(days)s days may lie between the two.") % {"days": longest.days})
