"""From which day on something is too old, and how the schedule reads."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from museminder.primitives.holdings import Holding, holdings
from museminder.primitives.retention import Event, Retention, Rule

_EVENTS = {
    Event.STUDENT_LEFT: _("the student has left"),
    Event.FAMILY_LEFT: _("the last student of the family has left"),
    Event.STAFF_LEFT: _("the person has left"),
    Event.MADE: _("it was made"),
    Event.ENDED: _("it ended"),
}


def last_day(rule: Rule, *, on: date) -> date:
    """What happened on this day or before it is over by now: ``on`` less the rule's months and days."""
    months = on.year * 12 + on.month - 1 - rule.months
    year, month = months // 12, months % 12 + 1
    day = min(on.day, calendar.monthrange(year, month)[1])
    return date(year, month, day) - timedelta(days=rule.days)


def time_of(rule: Rule) -> str:
    """How long, and counted from what: "24 months after the student has left"."""
    if rule.months >= 36 and rule.months % 12 == 0:
        span = ngettext("%(count)d year", "%(count)d years", rule.months // 12) % {"count": rule.months // 12}
    elif rule.months:
        span = ngettext("%(count)d month", "%(count)d months", rule.months) % {"count": rule.months}
    else:
        span = ngettext("%(count)d day", "%(count)d days", rule.days) % {"count": rule.days}
    return gettext("%(span)s after %(event)s") % {"span": span, "event": _EVENTS[rule.event]}


def numbered() -> list[tuple[int, Holding, Rule]]:
    """Every rule with its number within its table."""
    found, last = [], ("", -1)
    for holding, rule in scheduled():
        last = (holding.model, last[1] + 1 if last[0] == holding.model else 0)
        found.append((last[1], holding, rule))
    return found


def scheduled() -> list[tuple[Holding, Rule]]:
    """Every rule that the nightly job carries out, by table."""
    return [
        (holding, rule)
        for _label, holding in sorted(holdings().items())
        if isinstance(holding.retention, Retention)
        for rule in holding.retention.rules
    ]
