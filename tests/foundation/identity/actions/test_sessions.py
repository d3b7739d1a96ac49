"""Ending sessions."""

from datetime import timedelta

import pytest

from museminder.foundation.identity.actions.sessions import end_session, end_sessions, forget_ended_sessions
from museminder.foundation.identity.models import Session
from museminder.foundation.identity.queries.sessions import sessions_of
from museminder.foundation.identity.sessions import hash_of
from museminder.foundation.tenancy.context import NoEntry, site, studio_context
from museminder.primitives.clock import now
from tests.foundation.identity.people import sign_in, stranger, visiting


def test_started_session_is_listed_and_ended(school):
    odalys = stranger("odalys@example.com")
    other = sign_in(odalys.account, on="studio")
    assert {session.site for session in sessions_of(odalys.account, now())} == {"member", "studio"}
    assert end_session(account=odalys.account, session_key=hash_of(other), at=now()) is True
    assert [session.site for session in sessions_of(odalys.account, now())] == ["member"]
    assert end_session(account=odalys.account, session_key=hash_of(other), at=now()) is False


def test_nobody_ends_somebody_elses_session(school):
    odalys, wilhelmina = stranger("odalys@example.com"), stranger("wilhelmina@example.com")
    assert end_session(account=wilhelmina.account, session_key=hash_of(odalys.secret), at=now()) is False


def test_all_but_this_one_are_ended(school):
    odalys = stranger("odalys@example.com")
    for _ in range(3):
        sign_in(odalys.account)
    assert end_sessions(account=odalys.account, at=now(), except_secret=odalys.secret) == 3
    assert [session.pk for session in sessions_of(odalys.account, now())] == [hash_of(odalys.secret)]
    assert end_sessions(account=odalys.account, at=now()) == 1


def test_ended_session_enters_no_studio(school):
    with site("studio"):
        Session.objects.filter(pk=hash_of(school.owner.secret)).update(revoked_at=now())
    with (
        visiting("studio"),
        pytest.raises(NoEntry, match="no session"),
        studio_context(school.owner.secret, school.slug),
    ):
        pass


def test_sessions_are_forgotten_thirty_days_after_their_end(school):
    odalys = stranger("odalys@example.com")
    key = hash_of(odalys.secret)
    ends = Session.objects.get(pk=key).expire_date
    forget_ended_sessions(at=ends + timedelta(days=29))
    assert Session.objects.filter(pk=key).exists() is True
    forget_ended_sessions(at=ends + timedelta(days=31))
    assert Session.objects.filter(pk=key).exists() is False
