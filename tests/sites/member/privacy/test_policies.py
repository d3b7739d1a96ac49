"""A policy that changes what matters for children: guardians are asked at home, and answer once."""

from __future__ import annotations

import psycopg

from museminder.domain.privacy.models import PolicyAcceptance
from tests.browsing import get, post
from tests.databases import TestDatabase
from tests.sites.member.privacy.conftest import Home

# A version that was posted two months ago, put in past the days that are counted.
HELD_NOW = """
set session_replication_role = replica;
insert into privacy_policyversion (number, title, language, summary, material_for_children, blocks, blocks_for_children,
  effective_on, posted_by, posted_at, sha256)
select 9, 'x', 'en', 'x', true, '[]', '[]', current_date - 20, 'x', now() - interval '60 days', repeat('0', 64);
set session_replication_role = origin
"""
ACCEPT = "privacy/policies/9/acceptances/create/"


def test_a_guardian_is_asked_again_and_answers_once(home: Home, live_database: TestDatabase) -> None:
    school, maria = home.school, home.maria
    quiet = get(maria, school, "").content.decode()
    with psycopg.connect(live_database.superuser_dsn(), autocommit=True) as server:
        server.execute(HELD_NOW)
    asked = get(maria, school, "").content.decode()
    page = get(maria, school, "privacy/policies/").content.decode()
    answers = [post(maria, school, ACCEPT, {}).status_code for _press in range(2)]
    gone = get(maria, school, "privacy/policies/").content.decode()

    question = "The privacy policy changes for children"
    assert (question in quiet, question in asked) == (False, True)
    assert ("I agree to version 9" in page, "I agree to version 9" in gone) == (True, False)
    assert answers == [302, 302]
    assert post(maria, school, ACCEPT.replace("9", "7"), {}).status_code == 404
    with school.inside(maria):
        assert [each.version_number for each in PolicyAcceptance.objects.all()] == [9]
