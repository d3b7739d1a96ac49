"""The forms tell nobody who has an account, and take a code once."""

import statistics
import time

import pytest
from django.contrib.auth.hashers import make_password
from django.test import override_settings

from museminder.foundation.identity.actions.accounts import open_account
from museminder.foundation.identity.models import Account, Limit
from museminder.primitives.clock import now
from tests.foundation.identity.browser import Browser, code_of, same_every_time, words
from tests.foundation.identity.people import PASSWORD

EMAIL = "odalys@example.com"


def sign_up(browser, email):
    return browser.send("/accounts/signup/", display_name="Odalys", email=email, password1=PASSWORD)


def ask_for_password(browser, email):
    return browser.send("/accounts/password/reset/", email=email)


def sign_in_wrongly(browser, email):
    return browser.sign_in(email, "not the password at all")


DOORS = pytest.mark.parametrize("knock", [sign_up, ask_for_password, sign_in_wrongly])


def person(email=EMAIL):
    return open_account(email=email, display_name="Odalys", at=now(), password=PASSWORD)


@DOORS
def test_known_and_unknown_address_get_the_same_answer(live_database, mailoutbox, knock):
    person()
    answers = []
    for email in (EMAIL, "nobody@example.com"):
        browser = Browser("studio")
        response = knock(browser, email)
        seen = [response.status_code, response.headers.get("Location"), sorted(response.cookies)]
        seen.append(same_every_time(response).replace(email, ""))
        if response.status_code == 302:
            seen.append(same_every_time(browser.open(response.headers["Location"])).replace(email, ""))
        answers.append(seen)
    assert answers[0] == answers[1]


@DOORS
def test_a_letter_goes_out_either_way_or_neither(live_database, mailoutbox, knock):
    person()
    counts = []
    for email in (EMAIL, "nobody@example.com"):
        mailoutbox.clear()
        knock(Browser("studio"), email)
        counts.append([len(letter.to) for letter in mailoutbox])
    assert counts[0] == counts[1]


@DOORS
@override_settings(PASSWORD_HASHERS=["tests.foundation.identity.hashing.OneThread"])
def test_known_and_unknown_address_take_the_same_time(live_database, mailoutbox, knock):
    started = time.process_time()
    make_password(PASSWORD)
    assert time.process_time() - started > 0.02, "the hash is too cheap to show a difference"
    assert difference(knock) < 0.02


def difference(knock):
    """How far the medians of work are apart, in seconds of this process; known and unknown in turn.

    Work and not the clock on the wall: other programs on the machine change the one and not the other, and the
    difference that tells is a hash that is made for some and not for others.
    """
    work = {True: [], False: []}
    for number in range(5):
        for known in (True, False):
            email = f"{'known' if known else 'unknown'}{number}@example.com"
            if known:
                person(email)
            browser = Browser("studio", address=f"203.0.113.{number * 2 + known}")
            browser.open("/accounts/login/")
            started = time.process_time()
            knock(browser, email)
            work[known].append(time.process_time() - started)
    return abs(statistics.median(work[True]) - statistics.median(work[False]))


def test_lock_out_says_the_same_of_everybody_and_holds_for_the_right_password(live_database):
    person()
    said = []
    for number, email in enumerate((EMAIL, "nobody@example.com")):
        for attempt in range(5):
            Browser("member", address=f"203.0.{number}.{attempt}").sign_in(email, "wrong wrong wrong wrong")
        locked = Browser("member", address=f"203.0.{number}.99").sign_in(email, PASSWORD)
        said.append((locked.status_code, "Too many failed" in words(locked)))
    assert said == [(200, True), (200, True)]


def test_lock_out_is_counted_in_the_database(live_database):
    person()
    Browser("member").sign_in(EMAIL, "wrong wrong wrong wrong")
    assert Limit.objects.count() > 0


def test_code_that_set_the_app_up_signs_nobody_in(live_database, mailoutbox):
    person()
    first = Browser("member")
    first.sign_in(EMAIL, PASSWORD)
    secret = first.set_up_app()
    second = Browser("member", address="198.51.100.9")
    second.sign_in(EMAIL, PASSWORD)
    response = second.send("/accounts/2fa/authenticate/", code=code_of(secret))
    assert (response.status_code, "used already" in words(response)) == (200, True)


def test_code_signs_in_once(live_database, mailoutbox):
    person()
    first = Browser("member")
    first.sign_in(EMAIL, PASSWORD)
    secret = first.set_up_app()
    code = code_of(secret, step=1)
    answers = []
    for number in range(2):
        browser = Browser("member", address=f"198.51.100.{number}")
        browser.sign_in(EMAIL, PASSWORD)
        answers.append(browser.send("/accounts/2fa/authenticate/", code=f"{code[:3]} {code[3:]}").status_code)
    assert answers == [302, 200]


def test_code_of_another_time_is_wrong(live_database, mailoutbox):
    person()
    first = Browser("member")
    first.sign_in(EMAIL, PASSWORD)
    secret = first.set_up_app()
    second = Browser("member", address="198.51.100.9")
    second.sign_in(EMAIL, PASSWORD)
    assert second.send("/accounts/2fa/authenticate/", code=code_of(secret, step=4)).status_code == 200


def test_weak_password_is_refused_at_sign_up_with_a_sentence(live_database):
    browser = Browser("studio")
    response = browser.send("/accounts/signup/", display_name="O", email=EMAIL, password1="passwordpassword")
    assert "on lists that thieves try first" in words(response)
    assert Account.objects.count() == 0
