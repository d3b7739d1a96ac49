"""The page behind an invitation's link."""

from urllib.parse import unquote

from museminder.foundation.identity.actions.invitations import invite
from museminder.foundation.identity.models import Membership
from museminder.primitives.clock import now
from tests.foundation.identity.browser import Browser, words
from tests.foundation.identity.people import sign_in, stranger

EMAIL = "odalys@example.com"


def link(school, *roles):
    with school.inside(school.owner):
        _invitation, token = invite(email=EMAIL, roles=roles or ["guardian"], by=school.owner.actor, at=now())
    return f"/accounts/invitations/{token}/"


def test_signed_in_guardian_joins_with_one_button(live_school):
    browser = Browser("member", secret=stranger(EMAIL, second_factor=False).secret)
    path = link(live_school)
    assert "Join Clerestory Conservatory" in words(browser.open(path))
    assert browser.send(f"{path}accept/").headers["Location"] == "/conservatory/"
    assert browser.open(path).status_code == 410


def test_looking_joins_nobody(live_school):
    person = stranger(EMAIL)
    browser = Browser("member", secret=person.secret)
    path = link(live_school)
    browser.open(path)
    assert browser.open(f"{path}accept/").status_code == 405
    with live_school.inside(live_school.owner):
        assert Membership.objects.filter(account_id=person.account.pk).exists() is False


def test_invited_staff_set_up_a_second_factor_first(live_school):
    account = stranger(EMAIL, on="studio", second_factor=False)
    browser = Browser("studio", secret=account.secret)
    path = link(live_school, "office")
    sent_to = browser.send(f"{path}accept/").headers["Location"]
    assert unquote(sent_to) == f"/accounts/second-factor/?next={path}"
    browser = Browser("studio", secret=sign_in(account.account, on="studio"))
    assert browser.send(f"{path}accept/").headers["Location"] == "/conservatory/"


def test_wrong_person_is_told_why(live_school):
    browser = Browser("member", secret=stranger("somebody.else@example.com").secret)
    path = link(live_school)
    refused = browser.send(f"{path}accept/")
    assert refused.headers["Location"] == path
    assert "another e-mail address" in words(browser.open(path))


def test_link_that_never_was_looks_like_one_that_ended(live_school):
    page = Browser("member").open(f"/accounts/invitations/{live_school.studio_id}.{'x' * 43}/")
    assert (page.status_code, "This invitation has ended" in words(page)) == (410, True)
