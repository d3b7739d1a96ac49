"""Sessions as they are stored."""

from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError

from museminder.foundation.identity.models import Account, Session
from museminder.foundation.identity.sessions import SECOND_FACTOR, SessionStore, hash_of
from museminder.primitives.clock import now


def stored(site="member", **data):
    store = SessionStore(site=site, browser="Firefox on Linux", address_prefix="203.0.113.0/24")
    for name, value in data.items():
        store[name] = value
    store.create()
    return store


def row_of(store):
    return Session.objects.get(pk=hash_of(store.session_key))


def test_cookie_value_is_nowhere_in_the_row(school):
    store = stored(note="a pending secret")
    text = repr([str(value) for value in row_of(store).__dict__.values()])
    assert (store.session_key in text, "a pending secret" in text) == (False, False)


def test_session_is_found_by_its_cookie(school):
    store = stored(note="kept")
    again = SessionStore(store.session_key, site="member")
    assert (again["note"], again.row.browser, again.row.site) == ("kept", "Firefox on Linux", "member")


def test_session_of_one_site_opens_nothing_on_another(school):
    store = stored(site="member", note="kept")
    other = SessionStore(store.session_key, site="studio")
    assert (dict(other.items()), other.session_key, other.row) == ({}, None, None)


def test_unknown_cookie_is_an_empty_session_under_a_new_name(school):
    store = SessionStore("chosen-by-an-attacker", site="member")
    store["note"] = "mine"
    store.save()
    assert store.session_key != "chosen-by-an-attacker"
    assert len(store.session_key) == 32


def test_expired_and_revoked_sessions_are_empty(school):
    old, ended = stored(note="old"), stored(note="ended")
    Session.objects.filter(pk=hash_of(old.session_key)).update(expire_date=now() - timedelta(seconds=1))
    Session.objects.filter(pk=hash_of(ended.session_key)).update(revoked_at=now())
    assert [dict(SessionStore(s.session_key, site="member").items()) for s in (old, ended)] == [{}, {}]


def test_revoked_session_is_not_brought_back_by_a_page_that_was_loading(school):
    store = stored(note="before")
    loading = SessionStore(store.session_key, site="member")
    loading["note"] = "after"
    Session.objects.filter(pk=hash_of(store.session_key)).update(revoked_at=now())
    with pytest.raises(UpdateError):
        loading.save()


def test_session_lasts_as_long_as_its_site_says_and_no_longer_by_being_used(school):
    studio, member = stored(site="studio"), stored(site="member")
    ends = {store.site: row_of(store).expire_date - row_of(store).created_at for store in (studio, member)}
    assert ends == {"studio": timedelta(hours=12), "member": timedelta(days=30)}
    before = row_of(member).expire_date
    member["note"] = "used"
    member.set_expiry(timedelta(days=400))
    member.save()
    assert row_of(member).expire_date == before


def test_last_seen_is_written_every_ten_minutes_at_most(school):
    store = stored()
    just_now = now() - timedelta(minutes=9)
    long_ago = now() - timedelta(minutes=11)
    rows = Session.objects.filter(pk=hash_of(store.session_key))
    rows.update(last_seen_at=just_now)
    SessionStore(store.session_key, site="member").load()
    assert row_of(store).last_seen_at == just_now
    rows.update(last_seen_at=long_ago)
    SessionStore(store.session_key, site="member").load()
    assert row_of(store).last_seen_at > just_now


def test_session_belongs_to_nobody_until_somebody_signed_in(school):
    account = Account.objects.create(email="ada@example.com")
    store = stored(account_login={"user_pk": str(account.pk)})
    assert (row_of(store).account_id, row_of(store).second_factor) == (None, False)
    store[SESSION_KEY] = str(account.pk)
    store.save()
    assert (row_of(store).account_id, row_of(store).second_factor) == (account.pk, False)


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ({}, False),
        ({"account_authentication_methods": [{"method": "password"}]}, False),
        (
            {"account_authentication_methods": [{"method": "password"}, {"method": "mfa", "type": "totp"}]},
            True,
        ),
        ({SECOND_FACTOR: True}, True),
    ],
)
def test_second_factor_is_written_down_when_it_was_shown(school, data, shown):
    account = Account.objects.create(email="ada@example.com")
    store = stored(**{SESSION_KEY: str(account.pk)}, **data)
    assert row_of(store).second_factor is shown


def test_second_factor_without_signing_in_counts_for_nothing(school):
    assert row_of(stored(**{SECOND_FACTOR: True})).second_factor is False


def test_changed_data_do_not_open(school):
    store = stored(note="kept")
    Session.objects.filter(pk=hash_of(store.session_key)).update(session_data="00" * 40)
    assert dict(SessionStore(store.session_key, site="member").items()) == {}


def test_data_moved_to_another_session_do_not_open(school):
    mine, yours = stored(note="mine"), stored(note="yours")
    rows = Session.objects.filter(pk=hash_of(yours.session_key))
    rows.update(session_data=row_of(mine).session_data)
    assert dict(SessionStore(yours.session_key, site="member").items()) == {}


def test_new_name_at_sign_in_keeps_the_data_and_ends_the_old_one(school):
    store = stored(note="kept")
    old = store.session_key
    store.cycle_key()
    assert SessionStore(store.session_key, site="member")["note"] == "kept"
    assert store.exists(old) is False


def test_signing_out_removes_the_row(school):
    store = stored(note="kept")
    old = store.session_key
    store.flush()
    assert (store.exists(old), store.session_key) == (False, None)
