"""A posted version is announced on all four sites, from that moment, with the days that are left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from museminder.domain.privacy.actions.policy_versions import post_version
from museminder.domain.privacy.formats.policy_files import written_policy
from museminder.foundation.published.publishing import publish
from museminder.primitives.actor import PROGRAM
from museminder.primitives.clock import now
from museminder.web import assets
from tests.databases import TestDatabase
from tests.publics import Public

SITES = {"localhost": "/", "studio.localhost": "/accounts/login/"}
SITES |= {"member.localhost": "/accounts/login/", "operator.localhost": "/accounts/login/"}


@pytest.fixture(autouse=True)
def announcing(settings, live_database: TestDatabase) -> None:
    assets.build()
    settings.ANNOUNCEMENTS_READ_EVERY = 0


def body(host: str, path: str) -> str:
    return Client(headers={"host": host}).get(path, secure=True).content.decode()


def test_nothing_is_announced_while_nothing_is_coming(public: Public) -> None:
    assert ["announcement" in body(*each) for each in SITES.items()] == [False] * 4


def test_all_four_sites_announce_a_posted_version(public: Public) -> None:
    effective_on = now().date() + timedelta(days=33)
    post_version(policy=written_policy(2), effective_on=effective_on, by=PROGRAM, at=now())
    publish(at=now())  # as the worker does every few seconds: the public site reads its own database

    pages = [body(*each) for each in SITES.items()]

    assert ["in 33 days." in page for page in pages] == [True] * 4
    assert ['href="https://localhost/policy/2/"' in page for page in pages] == [True] * 4
