"""Dates and lengths that make sense."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from museminder.domain.courses.models.schedule_template import LONGEST_MINUTES
from museminder.domain.courses.rules.refusals import Refused

LONGEST_SPAN_DAYS = 2 * 366


def check_days(starts_on: date, until: date) -> None:
    """A span has at least one day and at most two years (``until`` is the first day after it)."""
    if until <= starts_on:
        raise Refused(_("The last day comes before the first."), "last_on")
    if (until - starts_on).days > LONGEST_SPAN_DAYS:
        raise Refused(_("This is longer than two years. Split it into seasons."), "last_on")


def check_minutes(minutes: int) -> None:
    """A meeting lasts from one minute to a day."""
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise Refused(_("A meeting lasts at least one minute and at most 24 hours."), "minutes")


def check_ages(age_from: int | None, age_until: int | None) -> None:
    """A course is not for people older than its oldest."""
    if age_from is not None and age_until is not None and age_until < age_from:
        raise Refused(_("The oldest age is below the youngest."), "age_until")
