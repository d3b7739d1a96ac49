"""Setting up a second factor."""

from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY

from museminder.foundation.identity.actions.accounts import open_account
from museminder.foundation.identity.sessions import SessionStore
from museminder.primitives.clock import now
from tests.foundation.identity.browser import Browser, text, words
from tests.foundation.identity.people import PASSWORD, sign_in

EMAIL = "odalys@example.com"


def test_new_employee_sets_up_an_app_and_goes_on_to_where_they_wanted(live_database, mailoutbox):
    open_account(email=EMAIL, display_name="O", at=now(), password=PASSWORD)
    browser = Browser("studio")
    browser.sign_in(EMAIL, PASSWORD)
    browser.open("/accounts/second-factor/?next=/conservatory/people/")
    browser.set_up_app()
    codes = browser.open("/accounts/2fa/recovery-codes/")
    assert 'href="/conservatory/people/"' in text(codes)
    assert len(text(codes).partition("readonly>")[2].partition("<")[0].split()) == 10


def test_recovery_codes_are_shown_once(live_database, mailoutbox):
    open_account(email=EMAIL, display_name="O", at=now(), password=PASSWORD)
    browser = Browser("studio")
    browser.sign_in(EMAIL, PASSWORD)
    browser.set_up_app()
    first, second = (words(browser.open("/accounts/2fa/recovery-codes/")) for _ in range(2))
    assert ("shown this once" in first, "10 of 10 codes are left" in second) == (True, True)


def test_picture_for_the_app_is_a_file_of_ours(live_database):
    account = open_account(email=EMAIL, display_name="O", at=now(), password=PASSWORD)
    browser = Browser("studio", secret=sign_in(account, on="studio", second_factor=False))
    assert browser.open("/accounts/second-factor/qr.svg").status_code == 404
    store = SessionStore(browser.secret, site="studio")
    store[SECRET_SESSION_KEY] = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    store.save()
    picture = browser.open("/accounts/second-factor/qr.svg")
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/svg+xml")
    assert "no-store" in picture.headers["Cache-Control"]


def test_setting_up_shows_no_embedded_data(live_database):
    open_account(email=EMAIL, display_name="O", at=now(), password=PASSWORD)
    browser = Browser("studio")
    browser.sign_in(EMAIL, PASSWORD)
    assert "data:" not in text(browser.open("/accounts/2fa/totp/activate/"))
