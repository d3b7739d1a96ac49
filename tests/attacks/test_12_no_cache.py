"""Attack 12: poison a cache. No cache holds anything of a studio: the only one counts attempts to sign in."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db import connections

from museminder.foundation.identity.limits import LimitStore
from museminder.promise.probe.filling import Filled
from museminder.promise.probe.pages import client_of

USES = re.compile(r"django\.core\.cache|cache_page|cached_db|memcached|redis|\{% cache")


def test_the_only_cache_is_the_store_of_rate_limits() -> None:
    assert settings.CACHES == {"default": {"BACKEND": "museminder.foundation.identity.limits.LimitStore"}}
    assert type(caches["default"]) is LimitStore


def test_nothing_of_ours_asks_for_a_cache() -> None:
    using = {
        path.relative_to(settings.PROJECT).as_posix()
        for kind in ("*.py", "*.html", "*.j2")
        for path in Path(settings.PROJECT, "museminder").rglob(kind)
        if USES.search(path.read_text())
    }

    # The store itself, and one-time codes: a code of an authenticator app is taken once.
    assert using == {
        "museminder/foundation/identity/limits.py",
        "museminder/foundation/identity/forms.py",
    }


def test_pages_leave_nothing_in_it(ours: Filled, theirs: Filled) -> None:
    for studio in (ours, theirs):
        answer = client_of(studio.owner).get(f"/{studio.slug}/people/families/", secure=True)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        assert studio.slug.encode() in answer.content
    with connections["default"].cursor() as cursor:
        cursor.execute("select count(*) from identity_limit")
        assert cursor.fetchone() == (0,)


def test_the_same_address_answers_each_studio_with_its_own(ours: Filled, theirs: Filled) -> None:
    pages = {
        (studio.slug, slug): client_of(studio.owner).get(f"/{slug}/people/families/", secure=True)
        for studio in (ours, theirs)
        for slug in ("ours", "theirs")
    }

    assert {whom: answer.status_code for whom, answer in pages.items()} == {
        ("ours", "ours"): 200,
        ("ours", "theirs"): 404,
        ("theirs", "ours"): 404,
        ("theirs", "theirs"): 200,
    }
