"""What makes a password good enough."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError

from museminder.foundation.identity.models import Account
from museminder.foundation.identity.passwords import (
    BreachedPasswordValidator,
    LengthValidator,
    OwnNameValidator,
    is_known,
    normalize,
)

GOOD = "purple bassoon dines late"


def refusal(validator, password, user=None):
    with pytest.raises(ValidationError) as refused:
        validator.validate(password, user)
    return refused.value.code


def test_password_of_fourteen_characters_is_too_short_and_of_fifteen_is_not():
    assert refusal(LengthValidator(), "abcdefghijk vw") == "password_too_short"
    LengthValidator().validate("abcdefghijk vwx")


def test_password_of_256_characters_is_allowed_and_of_257_is_not():
    LengthValidator().validate("ab" * 128)
    assert refusal(LengthValidator(), "a" * 257) == "password_too_long"


@pytest.mark.parametrize(
    "password",
    ["ключ от рояля в саду", "🎻🎷🎺🥁🎹🪕🎸🪗🎼🎵🎶🎤🎧📯🪘", "a b c d e f g h", "áéíóúñüç ¿¡ àèì"],
)
def test_any_character_counts_as_one(password):
    LengthValidator().validate(password)
    BreachedPasswordValidator().validate(password)


def test_no_kinds_of_characters_are_asked_for():
    for validator in (LengthValidator(), BreachedPasswordValidator(), OwnNameValidator()):
        validator.validate(GOOD)


def test_composed_and_decomposed_accents_are_the_same_password():
    account = Account(email="ana@example.com")
    account.set_password(unicodedata.normalize("NFD", "canción de la mañana"))
    assert account.check_password(unicodedata.normalize("NFC", "canción de la mañana")) is True
    assert normalize("e\u0301") == "\u00e9"


def test_length_is_counted_after_composing():
    decomposed = unicodedata.normalize("NFD", "ñandú ñandú ñu")
    assert len(decomposed) > 15
    assert refusal(LengthValidator(), decomposed) == "password_too_short"


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "PasswordPassword",
        "qwertyuiopasdfghjkl",
        "correcthorsebatterystaple",
        "correct horse battery staple",
        "iloveyouforever",
        "administrator2024",
        "123456789012345",
        "aaaaaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "piano7piano7piano7",
    ],
)
def test_known_password_is_refused(password):
    assert refusal(BreachedPasswordValidator(), password) == "password_known"


@pytest.mark.parametrize("password", [GOOD, "seven cellos in a lift", "Zwölf Boxkämpfer jagen Viktor"])
def test_unknown_password_is_accepted(password):
    assert is_known(password) is False


def test_own_name_and_address_are_not_enough():
    marisol = Account(email="marisol.vega@cadenza.example", display_name="Marisol Vega")
    assert refusal(OwnNameValidator(), "marisolvega2026", marisol) == "password_own_name"
    assert refusal(OwnNameValidator(), "marisol.vega@cadenza.example", marisol) == "password_own_name"
    assert refusal(OwnNameValidator(), "museminder12345") == "password_own_name"
    OwnNameValidator().validate("marisol and the seventeen oboes", marisol)
