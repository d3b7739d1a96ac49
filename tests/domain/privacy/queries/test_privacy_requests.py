"""The desk's list begins with the nearest day."""

from __future__ import annotations

from datetime import date, timedelta

from museminder.domain.privacy.actions.privacy_requests import answer_request, open_request
from museminder.domain.privacy.queries.privacy_requests import (
    RequestCounts,
    request_counts,
    requests_for_the_desk,
    requests_of,
)
from tests.schools import NOON, School


def test_the_nearest_day_stands_first_and_what_was_answered_last(studio: School) -> None:
    owner = studio.owner.actor
    asked = [
        open_request(kind="access", student_id=None, words="", by=owner, at=NOON + timedelta(days=days))
        for days in (5, 0, 2)
    ]
    answer_request(request_id=asked[1].pk, answer="Here it is", by=owner, at=NOON)
    assert [each.pk for each in requests_for_the_desk()] == [asked[2].pk, asked[0].pk, asked[1].pk]
    assert request_counts(date(2026, 6, 23)) == RequestCounts(open=2, late=1, answered=1, refused=0)
    assert [each.pk for each in requests_of(studio.owner.account_id)] == [
        asked[0].pk,
        asked[2].pk,
        asked[1].pk,
    ]
