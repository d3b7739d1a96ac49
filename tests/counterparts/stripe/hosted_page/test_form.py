"""What a payer types is read forgivingly and explained in the order of the page."""

import pytest

from counterparts.stripe.hosted_page.form import read

TODAY = (2026, 11)
GOOD = {
    "email": "maria@example.com",
    "cardholder_name": "Maria Delacroix",
    "card_number": "4242 4242 4242 4242",
    "expiry": "12/40",
    "security_code": "123",
}


@pytest.mark.parametrize(
    "number", ["4242424242424242", "4242 4242 4242 4242", "4242-4242-4242-4242", " 4242424242424242 "]
)
@pytest.mark.parametrize("expiry", ["12/40", "12 / 2040", "1240", "12/2040"])
def test_numbers_and_dates_are_read_as_people_write_them(number: str, expiry: str) -> None:
    form = read({**GOOD, "card_number": number, "expiry": expiry}, TODAY, asks_email=True)

    assert form.mistakes == {}
    assert form.card is not None
    assert (form.card.brand, form.card.last4, form.card.exp_month, form.card.exp_year) == (
        "visa",
        "4242",
        12,
        2040,
    )


@pytest.mark.parametrize(
    ("expiry", "mistakes"), [("11/26", []), ("10/26", ["expiry"]), ("00/30", ["expiry"])]
)
def test_a_card_is_good_until_the_end_of_its_month(expiry: str, mistakes: list[str]) -> None:
    assert list(read({**GOOD, "expiry": expiry}, TODAY, asks_email=True).mistakes) == mistakes


def test_an_empty_form_is_explained_from_top_to_bottom() -> None:
    assert list(read({}, TODAY, asks_email=True).mistakes) == [
        "email", "card_number", "expiry", "security_code", "cardholder_name",
    ]  # fmt: skip


def test_nothing_that_was_typed_of_the_card_is_kept_in_the_form() -> None:
    form = read({**GOOD, "security_code": "987"}, TODAY, asks_email=True)

    assert "4242 4242" not in repr(form)
    assert "987" not in repr(form)


def test_no_address_is_asked_for_when_the_payer_is_known() -> None:
    assert read({**GOOD, "email": ""}, TODAY, asks_email=False).mistakes == {}
