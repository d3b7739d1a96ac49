"""Sign-up, sign-in and second factors, as a person meets them."""

import time

import pytest
from allauth.mfa.models import Authenticator

from museminder.foundation.identity.actions.accounts import open_account
from museminder.foundation.identity.actions.invitations import invite
from museminder.foundation.identity.adapters import SecondFactorAdapter, name_of
from museminder.foundation.identity.models import Account
from museminder.foundation.vault.sealing import CannotOpen
from museminder.primitives.clock import now
from tests.foundation.identity.browser import Browser, code_of, text, words
from tests.foundation.identity.people import PASSWORD

EMAIL = "odalys@example.com"


def member(**facts):
    return open_account(email=EMAIL, display_name="Odalys Brightwater", at=now(), password=PASSWORD, **facts)


def test_anybody_may_make_an_account_where_studios_are_opened(live_database, mailoutbox):
    browser = Browser("studio")
    response = browser.send(
        "/accounts/signup/", display_name="Odalys", email="Odalys@Example.com", password1=PASSWORD
    )
    account = Account.objects.get()
    assert (response.status_code, account.email, account.display_name) == (302, EMAIL, "Odalys")
    assert [letter.subject for letter in mailoutbox] == ["Confirm your address"]
    assert browser.sign_in(EMAIL, PASSWORD).headers["Location"] == "/accounts/confirm-email/"


def test_families_need_an_invitation(live_database, mailoutbox):
    browser = Browser("member")
    assert "By invitation" in words(browser.open("/accounts/signup/"))
    browser.send("/accounts/signup/", display_name="Odalys", email=EMAIL, password1=PASSWORD)
    assert (Account.objects.count(), mailoutbox) == (0, [])


def test_invited_guardian_makes_an_account_without_a_second_letter_and_joins(live_school, mailoutbox):
    with live_school.inside(live_school.owner):
        _invitation, token = invite(email=EMAIL, roles=["guardian"], by=live_school.owner.actor, at=now())
    browser = Browser("member")
    page = words(browser.open(f"/accounts/invitations/{token}/"))
    assert ("Clerestory Conservatory invites you" in page, EMAIL in page) == (True, True)
    signed_up = browser.send("/accounts/signup/", display_name="Odalys", email=EMAIL, password1=PASSWORD)
    assert signed_up.headers["Location"] == f"/accounts/invitations/{token}/"
    joined = browser.send(f"/accounts/invitations/{token}/accept/")
    assert (joined.status_code, joined.headers["Location"]) == (302, "/conservatory/")
    assert mailoutbox == []


def test_invitation_lets_nobody_sign_up_with_another_address_unchecked(live_school, mailoutbox):
    with live_school.inside(live_school.owner):
        _invitation, token = invite(email=EMAIL, roles=["guardian"], by=live_school.owner.actor, at=now())
    browser = Browser("member")
    browser.open(f"/accounts/invitations/{token}/")
    browser.send("/accounts/signup/", display_name="X", email="other@example.com", password1=PASSWORD)
    account = Account.objects.filter(email="other@example.com").first()
    assert account is None or account.emailaddress_set.get().verified is False


def test_signing_in_leads_back_to_the_invitation(live_school, mailoutbox):
    member()
    with live_school.inside(live_school.owner):
        _invitation, token = invite(email=EMAIL, roles=["guardian"], by=live_school.owner.actor, at=now())
    browser = Browser("member")
    browser.open(f"/accounts/invitations/{token}/")
    assert browser.sign_in(EMAIL, PASSWORD).headers["Location"] == f"/accounts/invitations/{token}/"


def test_secrets_are_sealed_in_the_database(live_database, mailoutbox):
    member()
    browser = Browser("member")
    browser.sign_in(EMAIL, PASSWORD)
    secret = browser.set_up_app()
    stored = {each.type: each.data for each in Authenticator.objects.all()}
    assert set(stored) == {"totp", "recovery_codes"}
    assert secret not in repr(stored)
    adapter = SecondFactorAdapter()
    assert adapter.decrypt(stored["totp"]["secret"]) == secret
    with pytest.raises(CannotOpen):
        adapter.decrypt(stored["totp"]["secret"][:-1] + ("0" if stored["totp"]["secret"][-1] != "0" else "1"))


def test_sensitive_steps_ask_again_five_minutes_after_signing_in(live_database, mailoutbox, monkeypatch):
    member()
    browser = Browser("member")
    browser.sign_in(EMAIL, PASSWORD)
    assert browser.open("/accounts/2fa/totp/activate/").status_code == 200
    later = time.time() + 301
    monkeypatch.setattr(time, "time", lambda: later)
    response = browser.open("/accounts/2fa/totp/activate/")
    assert response.headers["Location"].startswith("/accounts/reauthenticate/")
    browser.send("/accounts/reauthenticate/", password=PASSWORD)
    assert browser.open("/accounts/2fa/totp/activate/").status_code == 200


def test_password_alone_does_not_sign_in_whoever_has_a_second_factor(live_database, mailoutbox):
    member()
    first = Browser("member")
    first.sign_in(EMAIL, PASSWORD)
    secret = first.set_up_app()
    second = Browser("member", address="198.51.100.9")
    assert second.sign_in(EMAIL, PASSWORD).headers["Location"] == "/accounts/2fa/authenticate/"
    assert second.open("/accounts/sessions/").status_code == 302
    second.send("/accounts/2fa/authenticate/", code=code_of(secret, step=1))
    assert second.open("/accounts/sessions/").status_code == 200


def test_recovery_code_signs_in_once(live_database, mailoutbox):
    member()
    first = Browser("member")
    first.sign_in(EMAIL, PASSWORD)
    first.set_up_app()
    page = text(first.open("/accounts/2fa/recovery-codes/"))
    code = page.partition("readonly>")[2].split()[0]
    answers = []
    for _ in range(2):
        browser = Browser("member", address="198.51.100.9")
        browser.sign_in(EMAIL, PASSWORD)
        answers.append(browser.send("/accounts/2fa/authenticate/", code=code).status_code)
    assert answers == [302, 200]


def test_letter_is_no_way_in(live_database, mailoutbox):
    member()
    browser = Browser("member")
    assert browser.open("/accounts/login/code/").status_code == 404
    browser.send("/accounts/password/reset/", email=EMAIL)
    path = next(line for line in mailoutbox[0].body.splitlines() if "https://" in line).partition(":8443")[2]
    browser.send(
        browser.open(path).headers["Location"], password1=PASSWORD + " again", password2=PASSWORD + " again"
    )
    assert browser.open("/accounts/sessions/").status_code == 302


def test_account_is_called_by_its_name_or_address():
    assert [name_of(Account(email="a@b.example", display_name=name)) for name in ("Ada", "")] == [
        "Ada",
        "a@b.example",
    ]
