"""Where a meeting leads: one click to its roster."""

from __future__ import annotations

from typing import Any

from museminder.web.addresses import addresses_of


def roster_links() -> Any:
    """A function from a meeting to the address of its roster; worked out once, because a week has 500 meetings."""
    roster, itself = _links("studio:enrollment:rosters:show"), details_links()
    return lambda entry: roster(entry) if entry.offering_id else itself(entry)


def details_links() -> Any:
    """A function from a meeting to the address of its own page."""
    return _links("studio:calendar:meetings:show")


def _links(name: str) -> Any:
    address = addresses_of(name, "meeting_id")
    return lambda entry: address(entry.id)
