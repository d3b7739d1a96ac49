"""The gallery: every component in every state, for those who build pages. Served in development only."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from museminder.web.gallery import samples
from museminder.web.gallery.forms import PurposeForm, SampleForm
from museminder.web.rendering import show


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
        "price_amount": "12,3,4",
        "mark": "late",
    }
    context: dict[str, Any] = {
        "studio": samples.STUDIO,
        "member": samples.MEMBER,
        "navigation": samples.navigation(),
        "form": SampleForm(initial=good, prefix="a"),
        "refused": SampleForm({f"b-{name}": value for name, value in bad.items()}, prefix="b"),
        "purpose": PurposeForm(prefix="c"),
        "programs": samples.PROGRAMS,
        "why": samples.WHY,
        "trend": samples.TREND,
        "timeline": samples.TIMELINE,
        "clauses": samples.clauses(),
        "page": Paginator(range(1, 413), 50).page(4),
        "today": samples.TODAY,
        "view": request.GET.get("view", "week"),
        "columns": request.GET.get("columns", ""),
        "at": samples.AT,
    }
    return show(request, "web/gallery.html", context)
