"""How many statements a piece of work asks of the database, and which tables there are to count."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connections
from django.test.utils import CaptureQueriesContext

from museminder.foundation.tenancy.access import Access
from museminder.foundation.tenancy.models import StudioOwned


@contextmanager
def statements(alias: str) -> Iterator[list[str]]:
    """The statements sent to one database alias inside the block; the list is filled when it ends."""
    asked: list[str] = []
    with CaptureQueriesContext(connections[alias]) as captured:
        yield asked
    asked += [one["sql"] for one in captured.captured_queries]


def tables_of_the_office() -> list[Any]:
    """Every table of a studio that its office reads; a family's own copy, for one, is not among them."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, StudioOwned)
        and any(isinstance(rule, Access) and rule.role == "studio" for rule in model._meta.constraints)
    ]
