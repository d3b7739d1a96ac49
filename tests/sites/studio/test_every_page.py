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


@pytest.mark.parametrize("address", plain_addresses("museminder.config.urls.studio"))
def test_page_opens_for_its_owner(live_school: School, address: str) -> None:
    assert get(live_school.owner, live_school, address).status_code in (200, 405)
