"""The privacy center leads everywhere, and costs the same for one request and for many."""

from __future__ import annotations

import pytest

from museminder.domain.privacy.actions.privacy_requests import open_request
from tests.browsing import client_of
from tests.counting import statements
from tests.schools import NOON
from tests.sites.member.privacy.conftest import Home

STATEMENTS = 7


@pytest.mark.parametrize("count", [1, 4])
def test_the_center_asks_the_same_for_one_request_and_for_four(home: Home, count: int) -> None:
    with home.school.inside(home.maria):
        for _number in range(count):
            open_request(kind="access", student_id=home.theodore.pk, words="", by=home.maria.actor, at=NOON)
    client = client_of(home.maria)
    client.get(f"/{home.school.slug}/privacy/", secure=True)
    with statements("member") as asked:
        page = client.get(f"/{home.school.slug}/privacy/", secure=True).content.decode()

    assert page.count("See what is held: Theodore") == count
    assert f"/{home.school.slug}/privacy/students/{home.theodore.pk}/looks/" in page
    assert len(asked) == STATEMENTS
