"""Invented people and figures for the gallery."""

from collections import namedtuple
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

STUDIO = SimpleNamespace(
    name="Clerestory Conservatory",
    slug="clerestory",
    season="Season 2025/26",
    time_zone="America/Chicago",
    currency="USD",
    locale="en-US",
    accent="verdigris",
)
MEMBER = SimpleNamespace(name="Honora Castellanos-Whitcombe", roles=["Owner"])
PROGRAMS = [("music", "Music"), ("dance", "Dance"), ("art", "Art"), ("choir", "Choir"), ("event", "Event")]
MARKS = [("present", "Present"), ("late", "Late"), ("absent", "Absent"), ("excused", "Excused")]
PAYMENTS = [("card", "Visa ending 4242"), ("other", "Another card"), ("cash", "Cash or check at the office")]
WHY = [
    {
        "text": "38 lessons at $50.00 ÷ 10 months",
        "amount": 19000,
        "note": "Two closures are already taken out of the 40.",
    },
    {"text": "Sibling, second student, 5%", "amount": -950},
    {"text": "Tuition for May", "amount": 18050, "kind": "total"},
    {"text": "Your share, 60%", "amount": 10830, "kind": "split"},
]
TREND = [("May 1", [1241000, 1192000]), ("May 7", [2088425, 1961000]), ("May 14", [2610275, 2537740])]
TODAY = date(2026, 5, 20)
AT = datetime(2026, 5, 20, 16, 6, tzinfo=UTC)
TIMELINE = [
    (
        "Today",
        [{"icon": "eye", "text": "You revealed a birth date", "note": "Placing in a class by age", "at": AT}],
    ),
    (
        "April",
        [
            {
                "icon": "send",
                "text": "Sent: first name and class",
                "note": "With your consent of April 2",
                "at": AT,
            }
        ],
    ),
]
Clause = namedtuple("Clause", "id kind state late")


def navigation() -> list[dict[str, Any]]:
    def item(label: str, icon: str, count: int = 0, *, current: bool = False) -> dict[str, Any]:
        return {"label": label, "icon": icon, "href": "#main", "count": count, "current": current}

    return [
        {
            "label": "",
            "items": [
                item("Today", "sun", 11, current=True),
                item("Calendar", "calendar-days"),
                item("Messages", "mail", 4),
            ],
        },
        {"label": "People", "items": [item("Families", "users"), item("Classes", "graduation-cap")]},
    ]


def clauses() -> list[Clause]:
    kinds = ["proven"] * 32 + ["measured"] * 4 + ["attested"] * 2 + ["intent"] * 2
    late = {3, 35}
    return [
        Clause(f"P{at + 1}", kind, "late" if at in late else "kept", at in late)
        for at, kind in enumerate(kinds)
    ]
