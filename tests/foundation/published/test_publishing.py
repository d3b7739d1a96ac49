"""What anyone may read is copied into the public database, and stays readable there."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest

from museminder.domain.privacy.actions.policy_versions import post_version
from museminder.domain.privacy.formats.policy_files import written_policy
from museminder.foundation.published.connecting import COMMERCIAL, PUBLISHER, PublicSilent
from museminder.foundation.published.publishing import publish
from museminder.foundation.published.reading import published, published_at
from museminder.primitives.actor import PROGRAM
from museminder.primitives.clock import now
from tests.databases import TestDatabase
from tests.publics import Public

KINDS = ("policy_version", "promise_clause", "promise_result", "third_party", "price_list")


def test_nothing_is_there_before_it_was_published(public: Public) -> None:
    assert published(*KINDS) == {kind: [] for kind in KINDS}
    assert published_at() is None


def test_what_was_posted_is_published_with_the_time(live_database: TestDatabase, public: Public) -> None:
    at = now()
    post_version(policy=written_policy(2), effective_on=at.date() + timedelta(days=33), by=PROGRAM, at=at)

    counted = publish(at=at)
    again = publish(at=at + timedelta(minutes=1))

    assert (counted, again) == (counted, counted)
    assert {kind: counted[kind] for kind in ("policy_version", "price_list")} == {
        "policy_version": 2,
        "price_list": 1,
    }
    assert [each["number"] for each in published("policy_version")["policy_version"]] == [2, 1]
    assert published_at() == at + timedelta(minutes=1)


def test_a_published_version_keeps_its_words_and_stays(live_database: TestDatabase, public: Public) -> None:
    publish(at=now())
    rewrite = "update published.item set content = jsonb_set(content, '{blocks}', '[]') where kind = 'policy_version'"

    for statement in (rewrite, "delete from published.item where kind = 'policy_version'"):
        with (
            pytest.raises(psycopg.DatabaseError, match="stays as it was"),
            psycopg.connect(public.role_dsn(PUBLISHER)) as connection,
        ):
            connection.execute(statement)
    assert [each["number"] for each in published("policy_version")["policy_version"]] == [1]


@pytest.mark.parametrize(
    "statement",
    [
        "insert into published.item values ('price_list', '2', 0, '{}')",
        "update published.item set position = 9",
        "delete from published.item",
        "update published.publication set published_at = now()",
        "select * from published.letter",
        "select id from published.letter",
        "delete from published.letter",
        "update published.letter set email = 'x@example.com'",
        "select * from published.counted",
        "insert into published.letter (id, received_at) values (gen_random_uuid(), now())",
        "select published.count_one('everybody', now())",
        "create table public.mine (id int)",
        "create schema mine",
        "set role public_publisher",
        "copy published.item to program 'cat'",
    ],
)
def test_the_public_site_may_read_what_is_published_and_nothing_else(public: Public, statement: str) -> None:
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        psycopg.connect(public.role_dsn(COMMERCIAL)) as connection,
    ):
        connection.execute(statement)


def test_a_public_database_that_is_away_is_said(settings, public: Public) -> None:
    settings.PUBLIC_SERVER = settings.PUBLIC_SERVER | {"port": "1"}

    with pytest.raises(PublicSilent):
        published_at()
