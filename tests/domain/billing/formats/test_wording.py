"""Documents speak English and Spanish, with the same blanks to fill in."""

import re

import pytest
from babel import UnknownLocaleError

from museminder.domain.billing.formats.wording import language_of, locale_of, words_of
from museminder.domain.billing.rules.allocation import Age

ENGLISH, SPANISH = words_of(locale_of("en")), words_of(locale_of("es"))


def blanks(words):
    return {key: sorted(re.findall(r"{\w+}", text)) for key, text in words.items()}


def test_both_languages_have_every_word_with_the_same_blanks():
    assert blanks(SPANISH) == blanks(ENGLISH)


def test_every_age_of_a_debt_has_its_heading():
    assert [age for age in Age if age not in ENGLISH] == []


@pytest.mark.parametrize(
    ("name", "language", "invoice"),
    [
        ("en", "en", "Invoice"),
        ("en-GB", "en", "Invoice"),
        ("es_MX", "es", "Factura"),
        ("fr", "en", "Invoice"),
    ],
)
def test_reader_gets_the_own_language_or_english(name, language, invoice):
    locale = locale_of(name)
    assert (language_of(locale), words_of(locale)["invoice"]) == (language, invoice)


@pytest.mark.parametrize("name", ["", "xx", "en; DROP"])
def test_locale_nobody_knows_is_refused(name):
    with pytest.raises((ValueError, UnknownLocaleError)):
        locale_of(name)
