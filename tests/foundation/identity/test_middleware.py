"""The session cookie of each host."""

import pytest

from museminder.foundation.identity.actions.accounts import open_account
from museminder.foundation.identity.middleware import cookie_name
from museminder.foundation.identity.models import Session
from museminder.foundation.identity.sessions import hash_of
from museminder.primitives.clock import now
from tests.foundation.identity.browser import Browser
from tests.foundation.identity.people import PASSWORD, sign_in

EMAIL = "odalys@example.com"


@pytest.fixture
def account(live_database):
    return open_account(email=EMAIL, display_name="O", at=now(), password=PASSWORD)


@pytest.mark.parametrize(
    ("site", "age"), [("studio", 12 * 3600), ("member", 30 * 86400), ("operator", 4 * 3600)]
)
def test_cookie_is_bound_to_its_host(account, site, age):
    cookie = Browser(site).sign_in(EMAIL, PASSWORD).cookies[f"__Host-{site}"]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
        True,
        True,
        "Lax",
        "/",
        "",
    )
    assert age - 5 <= int(cookie["max-age"]) <= age


def test_row_says_which_browser_without_saying_too_much(account):
    browser = Browser("member", address="203.0.113.77")
    browser.sign_in(EMAIL, PASSWORD)
    row = Session.objects.get(pk=hash_of(browser.secret))
    assert (row.site, row.browser, row.address_prefix, row.account_id, row.second_factor) == (
        "member",
        "Firefox on Linux",
        "203.0.113.0/24",
        account.pk,
        False,
    )


def test_cookie_of_one_site_opens_nothing_on_another(account):
    secret = sign_in(account, on="member")
    assert Browser("member", secret=secret).open("/accounts/sessions/").status_code == 200
    assert Browser("studio", secret=secret).open("/accounts/sessions/").status_code == 302


def test_signing_in_changes_the_cookie(account):
    browser = Browser("member")
    browser.open("/accounts/password/reset/")
    browser.sign_in(EMAIL, PASSWORD)
    first = browser.secret
    browser.send("/accounts/logout/")
    browser.sign_in(EMAIL, PASSWORD)
    assert (first != browser.secret, Session.objects.filter(pk=hash_of(first)).exists()) == (True, False)


def test_cookie_that_opens_nothing_is_removed(account):
    browser = Browser("member", secret="left-over-from-long-ago")
    browser.open("/accounts/sessions/")
    assert browser.secret == ""


def test_visitor_who_only_looks_gets_no_session(live_database):
    browser = Browser("member")
    browser.open("/accounts/password/reset/")
    assert (browser.secret, Session.objects.count()) == ("", 0)


def test_name_is_a_host_name():
    assert cookie_name("studio") == "__Host-studio"
