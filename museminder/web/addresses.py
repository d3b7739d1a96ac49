"""Addresses of pages: inside a studio, its name is the first part and need not be said."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from museminder.foundation.tenancy.context import current_entry, current_site


def address_of(name: str, /, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its name, in the studio in hand: ``address_of("studio:billing:invoices:index")``.

    Raises ``NoReverseMatch`` for an unknown page, and on a site the page does not belong to.
    """
    entry = current_entry()
    if entry is not None and not args and name.partition(":")[0] == current_site():
        kwargs.setdefault("studio_slug", entry.slug)
    return reverse(name, args=args, kwargs=kwargs)
