"""Where a person is signed in."""

from datetime import timedelta

from museminder.foundation.identity.models import Session
from museminder.foundation.identity.queries.sessions import sessions_of
from museminder.foundation.identity.sessions import hash_of
from museminder.primitives.clock import now
from tests.foundation.identity.people import sign_in, stranger


def test_sessions_that_open_something_are_listed_the_latest_first(school):
    odalys = stranger("odalys@example.com")
    stranger("wilhelmina@example.com")
    older, ended, over = (sign_in(odalys.account) for _ in range(3))
    at = now()
    Session.objects.filter(pk=hash_of(older)).update(last_seen_at=at - timedelta(hours=1))
    Session.objects.filter(pk=hash_of(ended)).update(revoked_at=at)
    Session.objects.filter(pk=hash_of(over)).update(expire_date=at)
    assert [session.pk for session in sessions_of(odalys.account, at)] == [
        hash_of(odalys.secret),
        hash_of(older),
    ]
