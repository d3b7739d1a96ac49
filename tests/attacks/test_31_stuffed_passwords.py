"""Attack 31: lists of stolen passwords tried from many addresses; passwords that are too short, known, or very odd."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.foundation.identity.browser import Browser, words
from tests.foundation.identity.people import PASSWORD, stranger

TOO_MANY = "Too many failed"
ODD = "naïve-çello 🎻 ümlaut 和音 " + "x" * 40  # 64 characters, as people and password managers write them


def tried(email: str, password: str, address: str) -> str:
    """One attempt from one address, and what came of it."""
    answer = Browser("member", address=address).sign_in(email, password)
    if answer.status_code == 302:
        return "in"
    return "locked" if TOO_MANY in words(answer) else "wrong"


def test_one_account_from_many_addresses_is_closed_after_five(live_database: None) -> None:
    stranger("maria@example.com", password=PASSWORD)

    outcomes = [tried("maria@example.com", f"stolen password {n}", f"203.0.{n}.7") for n in range(40)]
    right = tried("maria@example.com", PASSWORD, "198.51.100.1")

    assert (outcomes.count("wrong"), outcomes.count("locked"), right) == (5, 35, "locked")


def test_many_accounts_from_one_address_are_closed_after_ten(live_database: None) -> None:
    stranger("maria@example.com", password=PASSWORD)

    outcomes = [tried(f"somebody{n}@example.com", "stolen password 1", "203.0.113.7") for n in range(20)]
    right = tried("maria@example.com", PASSWORD, "203.0.113.7")

    assert (outcomes.count("wrong"), outcomes.count("locked"), right) == (10, 10, "locked")
    assert tried("maria@example.com", PASSWORD, "198.51.100.1") == "in"


@pytest.mark.parametrize("password", ["fourteen chars", "passwordpassword", "qwertyuiopasdfghjkl"])
def test_a_password_that_is_short_or_known_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


def test_a_long_and_odd_password_is_taken_and_opens(live_database: None) -> None:
    validate_password(ODD)
    stranger("maria@example.com", password=ODD)

    assert tried("maria@example.com", ODD[:-1], "198.51.100.1") == "wrong"
    assert tried("maria@example.com", ODD, "198.51.100.1") == "in"


def test_the_field_lets_a_password_be_pasted(live_database: None) -> None:
    page = Browser("member").open("/accounts/login/").content.decode()

    assert 'type="password"' in page
    assert "onpaste" not in page
    assert 'autocomplete="off"' not in page
