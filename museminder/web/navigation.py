"""Groups of links, shown to whoever may open them; a page not yet there is not offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch

from museminder.foundation.identity.permissions import Permission
from museminder.web.addresses import address_of


@dataclass(frozen=True, slots=True)
class Item:
    """One link of the navigation."""

    permission: Permission
    label: str
    icon: str
    page: str
    href: str = ""
    count: int = 0
    current: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Links under one heading; the first group has none."""

    label: str
    items: list[Item]


def item(permission: Permission, label: str, icon: str, page: str, count: int = 0) -> Item:
    """A link to a page by its name; ``count`` says how many things wait there."""
    return Item(permission, label, icon, page, count=count)


def group(request: Any, label: str, *items: Item) -> Group:
    """The items of a group that this person may open, the current one marked."""
    shown = []
    for each in items:
        if each.permission not in request.permissions:
            continue
        try:
            href = address_of(each.page)
        except NoReverseMatch:
            continue
        here = request.path == href or (href.count("/") > 2 and request.path.startswith(href))
        shown.append(
            Item(each.permission, each.label, each.icon, each.page, href, count=each.count, current=here)
        )
    return Group(label, shown)
