"""What the door asks about a browser."""

from museminder.foundation.identity.actions.accounts import open_account
from museminder.primitives.clock import now
from tests.foundation.identity.browser import Browser, words
from tests.foundation.identity.people import PASSWORD, sign_in

EMAIL = "odalys@example.com"


def test_staff_with_a_password_alone_are_sent_to_set_up_a_second_factor(live_school):
    account = open_account(email=EMAIL, display_name="O", at=now(), password=PASSWORD)
    browser = Browser("studio", secret=sign_in(account, on="studio", second_factor=False))
    page = browser.open("/accounts/second-factor/?next=/conservatory/")
    assert (page.status_code, "One more lock" in words(page)) == (200, True)


def test_whoever_has_shown_one_goes_on(live_school):
    account = open_account(email=EMAIL, display_name="O", at=now(), password=PASSWORD)
    browser = Browser("studio", secret=sign_in(account, on="studio"))
    page = browser.open("/accounts/second-factor/?next=/conservatory/")
    assert (page.status_code, page.headers["Location"]) == (302, "/conservatory/")


def test_nobody_is_sent_on_to_another_site(live_school):
    account = open_account(email=EMAIL, display_name="O", at=now(), password=PASSWORD)
    browser = Browser("studio", secret=sign_in(account, on="studio"))
    for onward in (
        "https://evil.example/",
        "//evil.example",
        "javascript:alert(1)",
        "http://studio.localhost:8443/",
    ):
        assert browser.open(f"/accounts/second-factor/?next={onward}").headers["Location"] == "/"


def test_families_are_not_asked(live_school):
    account = open_account(email=EMAIL, display_name="O", at=now(), password=PASSWORD)
    browser = Browser("member", secret=sign_in(account, on="member", second_factor=False))
    assert browser.open("/accounts/second-factor/").headers["Location"] == "/"
