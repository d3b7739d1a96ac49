"""Counting in the database."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from museminder.foundation.identity.limits import LimitStore, forget_expired_limits
from museminder.foundation.identity.models import Limit
from museminder.primitives.clock import now


@pytest.fixture
def limits(school):
    return LimitStore("", {})


def test_the_only_cache_is_the_table(school):
    cache.set("seen", [1.5], 60)
    assert Limit.objects.count() == 1
    assert cache.get("seen") == [1.5]


def test_value_is_kept_until_its_end(limits):
    limits.set("a", {"n": 1}, 60)
    assert limits.get("a") == {"n": 1}
    Limit.objects.update(expires_at=now() - timedelta(seconds=1))
    assert (limits.get("a"), limits.get("a", "gone")) == (None, "gone")


def test_only_the_first_add_counts_until_its_end(limits):
    assert [limits.add("code", 1, 60), limits.add("code", 1, 60)] == [True, False]
    Limit.objects.update(expires_at=now() - timedelta(seconds=1))
    assert limits.add("code", 1, 60) is True


def test_value_is_replaced_touched_and_deleted(limits):
    limits.set("a", 1, 60)
    limits.set("a", 2, 60)
    assert (limits.get("a"), limits.touch("a", 600), limits.delete("a"), limits.delete("a")) == (
        2,
        True,
        True,
        False,
    )
    assert limits.touch("a", 600) is False


def test_keys_are_stored_as_hashes(limits):
    limits.set("login:203.0.113.77:ada@example.com", 1, 60)
    limit = Limit.objects.get()
    assert (len(limit.key_hash), "ada" in limit.key_hash) == (64, False)


def test_expired_counters_are_removed_a_day_later(limits):
    limits.set("old", 1, 60)
    limits.set("new", 1, 60)
    assert forget_expired_limits(at=now() + timedelta(hours=23)) == 0
    assert forget_expired_limits(at=now() + timedelta(hours=25)) == 2


def test_clear_empties_it(limits):
    limits.set("a", 1, 60)
    limits.clear()
    assert Limit.objects.count() == 0
