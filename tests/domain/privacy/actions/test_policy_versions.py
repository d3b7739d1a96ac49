"""Posting a version of the policy; the thirty days themselves are attacked in tests/attacks/test_40_policy.py."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from museminder.domain.privacy.actions.policy_versions import post_version
from museminder.domain.privacy.formats.policy_files import written_policy
from museminder.domain.privacy.models import PolicyVersion
from museminder.domain.privacy.queries.policies import (
    announced_version,
    text_for_children,
    text_of,
    version_in_effect,
    versions,
)
from museminder.domain.privacy.rules.notice import AlreadyPosted, TooSoon
from museminder.foundation.tenancy.context import site
from museminder.primitives.actor import PROGRAM
from museminder.primitives.clock import now
from tests.databases import TestDatabase


def test_a_posted_version_is_announced_and_later_holds(live_database: TestDatabase) -> None:
    at = now()
    effective_on = at.date() + timedelta(days=40)

    posted = post_version(policy=written_policy(2), effective_on=effective_on, by=PROGRAM, at=at)

    with site("member"):
        assert [version.number for version in versions()] == [2, 1]
        assert version_in_effect(on=at.date()).number == 1
        assert announced_version(on=at.date()) == posted
        assert posted.days_left(on=at.date()) == 40
        assert version_in_effect(on=effective_on) == posted
        assert announced_version(on=effective_on) is None
        assert text_of(posted) == written_policy(2).text
        assert text_for_children(posted) == written_policy(2).for_children
    assert (posted.posted_by, len(posted.sha256)) == ("MuseMinder", 64)


def test_the_database_notes_the_time_itself(live_database: TestDatabase) -> None:
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)

    posted = post_version(
        policy=written_policy(2), effective_on=now().date() + timedelta(days=31), by=PROGRAM, at=long_ago
    )

    assert timedelta() <= now() - posted.posted_at < timedelta(minutes=1)


def test_too_soon_is_refused_in_words(live_database: TestDatabase) -> None:
    with pytest.raises(TooSoon):
        post_version(
            policy=written_policy(2), effective_on=now().date() + timedelta(days=29), by=PROGRAM, at=now()
        )
    assert list(PolicyVersion.objects.using("operator").values_list("number", flat=True)) == [1]


def test_a_number_is_posted_once(live_database: TestDatabase) -> None:
    with pytest.raises(AlreadyPosted):
        post_version(policy=written_policy(1), effective_on=date(2099, 1, 1), by=PROGRAM, at=now())


def test_the_policy_of_2016_is_there_from_the_beginning(live_database: TestDatabase) -> None:
    with site("member"):
        first = version_in_effect(on=date(2026, 5, 20))
    assert (first.number, first.effective_on, text_of(first)) == (
        1,
        date(2016, 1, 11),
        written_policy(1).text,
    )
