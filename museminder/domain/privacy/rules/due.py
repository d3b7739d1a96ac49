"""Until when what somebody asks for has to be answered."""

from __future__ import annotations

import calendar
from datetime import date

# One month for every right of a person: GDPR Art. 12(3). The laws of single states give more (45 days: Cal. Civ. Code
# 1798.130, FERPA 34 CFR 99.10(b)); the shortest holds for everybody. A plain question is no right; we promise as much.
MONTHS: dict[str, int] = {
    "access": 1,
    "export": 1,
    "correct": 1,
    "erase": 1,
    "object": 1,
    "question": 1,
}


def due_on(kind: str, opened_on: date) -> date:
    """The last day to answer: the same day of the next month, or that month's last day. Raises KeyError."""
    months = opened_on.month - 1 + MONTHS[kind]
    year, month = opened_on.year + months // 12, months % 12 + 1
    return date(year, month, min(opened_on.day, calendar.monthrange(year, month)[1]))
