"""Every page of the office that needs no record opens for its owner."""

from __future__ import annotations

import pytest
from django.urls import get_resolver

from tests.browsing import get
from tests.schools import School


def plain_addresses(urlconf: str) -> list[str]:
    """The addresses inside a studio that take no further argument."""
    found = []

    def walk(patterns: list[object], before: str) -> None:
        for pattern in patterns:
            address = before + str(pattern.pattern)  # type: ignore[attr-defined]
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns, address)
            elif address.startswith("<slug:studio_slug>/") and address.count("<") == 1:
                found.append(address.removeprefix("<slug:studio_slug>/"))

    walk(get_resolver(urlconf).url_patterns, "")
    return found


# What answers otherwise when nothing is sent with it: where to begin instead, or what is missing.
OTHERWISE = {
    "courses/create/": (302, "courses/programs/create/"),
    "billing/postings/create/": (302, "billing/postings/"),
    "billing/invoices/create/": (302, "billing/invoices/"),
    "calendar/events.json": (400, ""),
    "support/create/": (302, "/accounts/reauthenticate/?next=%2Fconservatory%2Fsupport%2Fcreate%2F"),
}


@pytest.mark.parametrize("address", plain_addresses("museminder.config.urls.studio"))
def test_page_opens_for_its_owner(live_school: School, address: str) -> None:
    answer = get(live_school.owner, live_school, address)

    status, leads_to = OTHERWISE.get(address, (200, ""))
    place = answer.headers.get("Location", "").removeprefix(f"/{live_school.slug}/")
    assert (405 if answer.status_code == 405 and status == 200 else status, leads_to) == (
        answer.status_code,
        place,
    )
