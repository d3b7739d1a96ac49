"""What a few letters find, over the whole studio."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from museminder.domain.search.queries.anything import Found, find_anything
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import show_part


@page(Permission.SEARCH_USE)
def index(request: Any) -> HttpResponse:
    """Families, guardians, students, classes and staff by a few letters; HTMX gets the list alone."""
    letters = request.GET.get("q", "").strip()[:80]
    found = [(each, _address(each, request.permissions)) for each in find_anything(letters)]
    context = {"letters": letters, "searched": letters, "found": found}
    return show_part(request, "studio/search/found.html#results", context)


def _address(found: Found, permissions: frozenset[Permission]) -> str:
    """The page that shows what was found; empty when the person may not open it."""
    if found.kind == "offering":
        return address_of("studio:enrollment:rosters:offering", offering_id=found.id)
    if found.kind == "staff_member":
        return (
            address_of("studio:people:staff:show", staff_member_id=found.id)
            if Permission.STAFF_SEE in permissions
            else ""
        )
    if found.family_id is None or Permission.FAMILY_SEE not in permissions:
        return ""
    return address_of("studio:people:families:show", family_id=found.family_id)
