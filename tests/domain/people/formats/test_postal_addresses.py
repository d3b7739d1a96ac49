"""What the rules of a country's post say of an address."""

import pytest

from museminder.domain.people.formats.postal_addresses import check_postal_address, data_set


def parts(street="4 Elm Street", city="Durham", region="NC", postal_code="27701"):
    return {"street": street, "city": city, "region": region, "postal_code": postal_code}


@pytest.mark.parametrize(
    ("country", "typed", "problems", "corrections"),
    [
        ("US", parts(), {}, {}),
        (
            "US",
            parts(city="durham", region="north carolina", postal_code="277011234"),
            {},
            {"city": "Durham", "region": "NC", "postal_code": "27701-1234"},
        ),
        ("US", parts(city="", region="Atlantis"), {"city": "missing", "region": "unknown"}, {}),
        ("US", parts(postal_code="90210"), {"postal_code": "wrong_form"}, {}),
        ("CA", parts(region="Ontario", postal_code="k1a0b1"), {}, {"region": "ON", "postal_code": "K1A 0B1"}),
        (
            "GB",
            parts(city="LONDON", region="", postal_code="ec1y8sy"),
            {},
            {"city": "London", "postal_code": "EC1Y 8SY"},
        ),
        ("ES", parts(city="Madrid", region="madrid", postal_code="28001"), {}, {"region": "Madrid"}),
        ("US", {"lines": ["4 Elm"]}, {}, {}),
        ("US", {}, {}, {}),
    ],
)
def test_each_country_has_its_own_rules(country, typed, problems, corrections):
    found = check_postal_address(typed, country)
    assert (dict(found.problems), dict(found.corrections)) == (problems, corrections)


def test_the_rules_say_which_they_are():
    rules = data_set()
    assert (rules.version, rules.published_in.year) == ("3.1.1", 2024)
