"""Who belongs to the family, as far as this person may see."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from museminder.domain.people.models import Family
from museminder.domain.reports.queries import my_home
from museminder.foundation.identity.permissions import Permission
from museminder.sites.member.door import page
from museminder.web.rendering import show as show_page


@page(Permission.MY_FAMILY_SEE)
def show(request: Any) -> HttpResponse:
    """The children, the person's own record in each family, and what is held sealed."""
    context = {
        "families": list(Family.objects.order_by("name", "id")),
        "students": my_home.my_students(),
        "guardians": my_home.my_records(request.actor.account_id),
    }
    return show_page(request, "member/family.html", context)
