"""Beginning and ending sessions. They belong to a person, so no studio's history mentions them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from museminder.foundation.identity.models import Account, Session
from museminder.foundation.identity.sessions import SECOND_FACTOR, SessionStore, hash_of

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def start_session(
    *, account: Account, site: str, at: datetime, lasting: timedelta, second_factor: bool, browser: str
) -> str:
    """Sign an account in without a browser, as the command line and the tests do; returns the session's
    secret.

    Whoever can call this already reads the identity tables: it opens no new door.
    """
    store = SessionStore(site=site, browser=browser)
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = _BACKEND
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store[SECOND_FACTOR] = second_factor
    store.create()
    secret = str(store.session_key)
    Session.objects.filter(pk=hash_of(secret)).update(
        created_at=at, last_seen_at=at, expire_date=at + lasting
    )
    return secret


def end_session(*, account: Account, session_key: str, at: datetime) -> bool:
    """End one of a person's own sessions, by the name the list shows; whether there was one.

    The browser is out with its next click: the database asks again each time.
    """
    return bool(
        Session.objects.filter(pk=session_key, account=account, revoked_at=None).update(revoked_at=at)
    )


def end_sessions(*, account: Account, at: datetime, except_secret: str | None = None) -> int:
    """End all sessions of a person, on every site, but the one in hand if it is given; returns how many."""
    sessions = Session.objects.filter(account=account, revoked_at=None)
    if except_secret:
        sessions = sessions.exclude(pk=hash_of(except_secret))
    return sessions.update(revoked_at=at)


def forget_ended_sessions(*, at: datetime) -> int:
    """Remove sessions that ended more than 30 days ago; returns how many."""
    gone, _ = Session.objects.filter(expire_date__lt=at - timedelta(days=30)).delete()
    return gone
