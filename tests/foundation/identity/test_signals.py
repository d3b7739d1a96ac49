"""What follows from a changed password and a new second factor."""

from museminder.foundation.identity.actions.accounts import open_account
from museminder.foundation.identity.models import Session
from museminder.foundation.identity.sessions import hash_of
from museminder.primitives.clock import now
from tests.foundation.identity.browser import Browser
from tests.foundation.identity.people import PASSWORD, sign_in

EMAIL = "odalys@example.com"
ANOTHER = "seven cellos in a lift"


def person():
    return open_account(email=EMAIL, display_name="O", at=now(), password=PASSWORD)


def test_changed_password_ends_every_other_browser_and_keeps_this_one(live_database, mailoutbox):
    account = person()
    others = [sign_in(account, on=site) for site in ("member", "studio")]
    browser = Browser("member")
    browser.sign_in(EMAIL, PASSWORD)
    changed = browser.send(
        "/accounts/password/change/", oldpassword=PASSWORD, password1=ANOTHER, password2=ANOTHER
    )
    assert changed.status_code == 302
    assert browser.open("/accounts/sessions/").status_code == 200
    assert [Session.objects.get(pk=hash_of(secret)).revoked_at is None for secret in others] == [False, False]
    assert [letter.subject for letter in mailoutbox] == ["Your password was changed"]


def test_forgotten_password_ends_every_browser(live_database, mailoutbox):
    account = person()
    thief = Browser("member", secret=sign_in(account))
    browser = Browser("member")
    browser.send("/accounts/password/reset/", email=EMAIL)
    path = next(line for line in mailoutbox[0].body.splitlines() if "https://" in line).partition(":8443")[2]
    form = browser.open(path).headers["Location"]
    assert browser.send(form, password1=ANOTHER, password2=ANOTHER).status_code == 302
    assert thief.open("/accounts/sessions/").status_code == 302
    assert browser.sign_in(EMAIL, ANOTHER).headers["Location"] == "/"


def test_setting_up_an_app_counts_as_showing_it(live_database, mailoutbox):
    person()
    browser = Browser("studio")
    browser.sign_in(EMAIL, PASSWORD)
    assert Session.objects.get(pk=hash_of(browser.secret)).second_factor is False
    browser.set_up_app()
    assert Session.objects.get(pk=hash_of(browser.secret)).second_factor is True
