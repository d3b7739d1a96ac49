"""Where a family finds what is held, who looked, what was agreed to, and what it asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from museminder.domain.consents.queries.consents import disclosures_about
from museminder.domain.oversight.queries.legal_demands import notices_shown
from museminder.domain.people.models import Student
from museminder.domain.people.rules import day_of
from museminder.domain.privacy.queries.erasures import erasures_to_read
from museminder.domain.privacy.queries.privacy_requests import requests_of
from museminder.foundation.identity.permissions import Permission, Role
from museminder.sites.member.door import page
from museminder.web.rendering import show


@page(Permission.MY_PRIVACY_SEE)
def index(request: Any) -> HttpResponse:
    """Each child, the ways to ask, and what was asked with the day by which it is answered."""
    context: dict[str, Any] = {
        "students": list(Student.objects.filter(merged_into=None).order_by("first_name", "id")),
        "erasures": erasures_to_read(),
        "asked": list(requests_of(request.actor.account_id)),
        "demands": notices_shown().exists(),
        "today": day_of(request.received_at),
        "is_guardian": Role.GUARDIAN in request.studio.roles,
        "may_ask": Permission.MY_PRIVACY_ASK in request.permissions,
    }
    if _is_a_child(request):
        context["sent"] = disclosures_about([student.pk for student in context["students"]])
        return show(request, "member/privacy/child.html", context)
    return show(request, "member/privacy/center.html", context)


def _is_a_child(request: Any) -> bool:
    """Whether a student looks who is not of age: the page then says the same in words a child understands."""
    own = Student.objects.filter(account_id=request.actor.account_id, is_adult=True)
    return Role.GUARDIAN not in request.studio.roles and not own.exists()
