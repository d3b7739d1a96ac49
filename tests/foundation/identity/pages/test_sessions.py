"""The page of a person's sessions."""

from museminder.foundation.identity.actions.accounts import open_account
from museminder.foundation.identity.sessions import hash_of
from museminder.primitives.clock import now
from tests.foundation.identity.browser import Browser, words
from tests.foundation.identity.people import sign_in


def person(email="odalys@example.com"):
    return open_account(email=email, display_name="O", at=now())


def test_list_names_this_browser_and_the_others(live_database):
    account = person()
    browser = Browser("member", secret=sign_in(account))
    for site in ("studio", "member"):
        sign_in(account, on=site)
    page = words(browser.open("/accounts/sessions/"))
    assert (page.count("Firefox on Linux"), page.count("This one"), page.count("Studio site")) == (3, 1, 1)


def test_other_browser_is_signed_out(live_database):
    account = person()
    other = Browser("studio", secret=sign_in(account, on="studio"))
    browser = Browser("member", secret=sign_in(account))
    assert browser.send(f"/accounts/sessions/{hash_of(other.secret)}/remove/").status_code == 302
    assert other.open("/accounts/sessions/").status_code == 302
    assert browser.open("/accounts/sessions/").status_code == 200


def test_somebody_elses_session_looks_like_none(live_database):
    wilhelmina = Browser("member", secret=sign_in(person("wilhelmina@example.com")))
    browser = Browser("member", secret=sign_in(person()))
    answers = [
        browser.send(f"/accounts/sessions/{key}/remove/").status_code
        for key in (hash_of(wilhelmina.secret), "0" * 64)
    ]
    assert answers == [404, 404]
    assert wilhelmina.open("/accounts/sessions/").status_code == 200


def test_all_others_are_signed_out(live_database):
    account = person()
    others = [Browser("member", secret=sign_in(account)) for _ in range(3)]
    browser = Browser("member", secret=sign_in(account))
    browser.send("/accounts/sessions/others/remove/")
    assert [other.open("/accounts/sessions/").status_code for other in others] == [302, 302, 302]
    assert browser.open("/accounts/sessions/").status_code == 200


def test_looking_changes_nothing(live_database):
    account = person()
    browser, other = (Browser("member", secret=sign_in(account)) for _ in range(2))
    assert browser.open(f"/accounts/sessions/{hash_of(other.secret)}/remove/").status_code == 405
    assert other.open("/accounts/sessions/").status_code == 200


def test_strangers_are_asked_to_sign_in(live_database):
    page = Browser("member").open("/accounts/sessions/")
    assert page.headers["Location"] == "/accounts/login/?next=/accounts/sessions/"
