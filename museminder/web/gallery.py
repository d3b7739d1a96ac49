"""The gallery: every component in every state, for those who build pages. Served in development only."""

from collections import namedtuple
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from museminder.web.forms import Form, MoneyField
from museminder.web.rendering import show

STUDIO = SimpleNamespace(
    name="Clerestory Conservatory",
    slug="clerestory",
    season="Season 2025/26",
    time_zone="America/Chicago",
    currency="USD",
    accent="verdigris",
)
MEMBER = SimpleNamespace(name="Honora Castellanos-Whitcombe", roles=["Owner"])
PROGRAMS = [("music", "Music"), ("dance", "Dance"), ("art", "Art"), ("choir", "Choir"), ("event", "Event")]
MARKS = [("present", "Present"), ("late", "Late"), ("absent", "Absent"), ("excused", "Excused")]
PAYMENTS = [("card", "Visa ending 4242"), ("other", "Another card"), ("cash", "Cash or check at the office")]
WHY = [
    {
        "text": "38 lessons × $50.00 ÷ 10 months",
        "amount": 19000,
        "note": "Two closures are already taken out of the 40.",
    },
    {"text": "Sibling, second student, 5%", "amount": -950},
    {"text": "Tuition for May", "amount": 18050, "kind": "total"},
    {"text": "Your share, 60%", "amount": 10830, "kind": "split"},
]
TREND = [("May 1", [1241000, 1192000]), ("May 7", [2088425, 1961000]), ("May 14", [2610275, 2537740])]
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


class SampleForm(Form):
    """One field of each kind, with the mistakes people make."""

    guardian_email = forms.EmailField(label="Guardian’s e-mail", max_length=60)
    birth_date = forms.DateField(label="Birth date")
    first_lesson_on = forms.DateField(
        label="First lesson on", help_text="The first day of the season is September 7."
    )
    program = forms.ChoiceField(label="Program", choices=PROGRAMS, required=False)
    price_amount = MoneyField(label="Price of a lesson", currency="USD")
    note = forms.CharField(
        label="Note", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=500
    )
    receipt = forms.BooleanField(label="Send the family a receipt", required=False)
    mark = forms.ChoiceField(label="Attendance", choices=MARKS, widget=forms.RadioSelect)
    how = forms.ChoiceField(label="How would you like to pay?", choices=PAYMENTS, widget=forms.RadioSelect)


class PurposeForm(Form):
    purpose = forms.ChoiceField(
        label="What do you need it for?",
        choices=[("class", "Placing in a class by age"), ("exam", "An exam entry")],
    )


def index(request: HttpRequest) -> HttpResponse:
    """Shows every component."""
    good = {
        "guardian_email": "eleftheria@example.org",
        "price_amount": 5000,
        "mark": "present",
        "how": "card",
    }
    bad = {
        "guardian_email": "eleftheria",
        "first_lesson_on": "tomorrow",
        "price_amount": "12,3,4",
        "mark": "late",
    }
    context: dict[str, Any] = {
        "studio": STUDIO,
        "member": MEMBER,
        "navigation": _navigation(),
        "form": SampleForm(initial=good, prefix="a"),
        "refused": SampleForm({f"b-{name}": value for name, value in bad.items()}, prefix="b"),
        "purpose": PurposeForm(prefix="c"),
        "programs": PROGRAMS,
        "why": WHY,
        "trend": TREND,
        "timeline": TIMELINE,
        "clauses": _clauses(),
        "page": Paginator(range(1, 413), 50).page(4),
        "today": date(2026, 5, 20),
        "at": AT,
    }
    return show(request, "web/gallery.html", context)


def _navigation() -> list[dict[str, Any]]:
    def item(label: str, icon: str, count: int = 0, current: bool = False) -> dict[str, Any]:
        return {"label": label, "icon": icon, "href": "#main", "count": count, "current": current}

    return [
        {
            "label": "",
            "items": [
                item("Today", "sun", 11, True),
                item("Calendar", "calendar-days"),
                item("Messages", "mail", 4),
            ],
        },
        {"label": "People", "items": [item("Families", "users"), item("Classes", "graduation-cap")]},
    ]


def _clauses() -> list[Clause]:
    kinds = ["proven"] * 32 + ["measured"] * 4 + ["attested"] * 2 + ["intent"] * 2
    late = {3, 35}
    return [
        Clause(f"P{at + 1}", kind, "late" if at in late else "kept", at in late)
        for at, kind in enumerate(kinds)
    ]
