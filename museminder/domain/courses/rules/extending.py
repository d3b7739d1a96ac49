"""Whether an offering can run on."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from museminder.domain.courses.models import Offering, ScheduleTemplate, Season
from museminder.domain.courses.rules.refusals import Refused


def check_can_extend(offering: Offering, season: Season, templates: Sequence[ScheduleTemplate]) -> None:
    """An offering runs on into a season that ends later than it, if it has a weekly time at its end."""
    if season.until <= offering.until:
        raise Refused(_("It already runs to the end of that season."), "season")
    if not templates:
        raise Refused(_("It has no weekly time at its end, so there is nothing to repeat."), "season")
