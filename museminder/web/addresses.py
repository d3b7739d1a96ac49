"""Addresses of pages: inside a studio, its name is the first part and need not be said."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import get_urlconf, reverse

from museminder.foundation.tenancy.context import current_entry, current_site

_ANY = UUID(int=0)


def address_of(name: str, /, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its name, in the studio in hand: ``address_of("studio:billing:invoices:index")``.

    Raises ``NoReverseMatch`` for an unknown page, and on a site the page does not belong to.
    """
    entry = current_entry()
    if args:
        return reverse(name, args=args, kwargs=kwargs)
    if entry is not None and name.partition(":")[0] == current_site():
        kwargs.setdefault("studio_slug", entry.slug)
    ids = {key: value for key, value in kwargs.items() if isinstance(value, UUID)}
    others = tuple((key, value) for key, value in kwargs.items() if key not in ids)
    pattern = _pattern(get_urlconf() or settings.ROOT_URLCONF, name, tuple(ids), others)
    return pattern.format(**ids) if ids else pattern


def addresses_of(name: str, id_name: str, /, **kwargs: Any) -> Callable[[UUID], str]:
    """A function from an id to the address of its page, for a list of a thousand rows.

    ``addresses_of("studio:people:families:show", "family_id")`` raises ``NoReverseMatch`` like ``address_of``.
    """
    before, after = address_of(name, **{id_name: _ANY}, **kwargs).split(str(_ANY))
    return lambda one: f"{before}{one}{after}"


@lru_cache(maxsize=4096)
def _pattern(urlconf: Any, name: str, ids: tuple[str, ...], others: tuple[tuple[str, Hashable], ...]) -> str:
    """An address with places for its ids: Django takes its time, and a list has a thousand of the same kind."""
    stands_for = {key: UUID(int=position) for position, key in enumerate(ids)}
    address = reverse(name, urlconf=urlconf, kwargs={**stands_for, **dict(others)})
    for key, value in stands_for.items():
        address = address.replace(str(value), f"{{{key}}}")
    return address
