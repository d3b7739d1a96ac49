"""Several transactions see one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import Error

from museminder.domain.people.models import Family
from museminder.foundation.tenancy.context import Entry, NoEntry, site, studio_context
from museminder.foundation.tenancy.moments import one_moment, seen_at
from tests.schools import School


def nowhere() -> AbstractContextManager[Entry]:
    return studio_context("", "")


def names() -> list[str]:
    return sorted(Family.objects.values_list("name", flat=True))


def test_what_is_committed_later_is_not_seen(live_school: School) -> None:
    @contextmanager
    def inside() -> Iterator[Entry]:
        with studio_context(live_school.owner.secret, live_school.slug) as entry:
            yield entry

    with site("studio"):
        with inside():
            Family.objects.create(name="Before")
        with one_moment() as moment:
            with inside():
                Family.objects.create(name="After")
            for written in ("One", "Two"):
                with seen_at(moment, inside) as entry:
                    assert (entry.slug, names()) == (live_school.slug, ["Before"])
                    Family.objects.create(name=written)
                    assert names() == ["Before", written]  # one's own, and no other's
        with inside():
            assert names() == ["After", "Before", "One", "Two"]


def test_moment_is_over_with_its_block(live_school: School) -> None:
    with one_moment() as moment:
        pass
    with site("studio"), pytest.raises(Error, match="snapshot"), seen_at(moment, nowhere):
        pass


def test_moment_is_a_name_and_nothing_more(live_school: School) -> None:
    injected = "1'; drop table people_family; --"
    with site("studio"), pytest.raises(ValueError, match="no moment"), seen_at(injected, nowhere):
        pass
    with pytest.raises(NoEntry), seen_at("1", nowhere):
        pass
