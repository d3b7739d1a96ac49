"""Who may be spoken to: those declared, for as long as their contract holds."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from museminder.foundation.outside.register import (
    THIRD_PARTIES,
    Refused,
    ThirdParty,
    browser_destinations,
    partners,
    permitted,
    permitted_party,
    registered,
)

TODAY = date(2026, 11, 22)
RELAY = {"name": "Northmail", "hosts": ["smtp.northmail.example"], "contract_until": "2027-07-01"}


def test_a_registered_host_is_permitted_and_its_neighbors_are_not() -> None:
    assert permitted("api.stripe.com", TODAY).key == "stripe"
    assert permitted("API.Stripe.com", TODAY).key == "stripe"
    for stranger in (
        "api.stripe.com.evil.example",
        "stripe.com",
        "evil-api.stripe.com",
        "api.stripe.com.",
        "",
    ):
        with pytest.raises(Refused) as refusal:
            permitted(stranger, TODAY)
        assert str(refusal.value) == f"{stranger} is not in the register of third parties."


def test_a_contract_holds_until_its_last_day_and_not_on_it() -> None:
    until = permitted("api.stripe.com", TODAY).contract_until

    assert until == date(2028, 1, 1)
    assert permitted("api.stripe.com", date(2027, 12, 31)).key == "stripe"
    with pytest.raises(Refused) as refusal:
        permitted("api.stripe.com", date(2028, 1, 1))
    assert str(refusal.value) == "The contract with Stripe ended on 2028-01-01."


def test_an_installation_names_its_mail_server(settings: Settings) -> None:
    with pytest.raises(Refused) as refusal:
        permitted_party("mail", TODAY)
    settings.MUSEMINDER_THIRD_PARTIES = {"mail": RELAY}

    party = permitted("smtp.northmail.example", TODAY)

    assert str(refusal.value) == "There is no contract with The mail server of this installation."
    assert (party.key, party.name, party.contract_until) == ("mail", "Northmail", date(2027, 7, 1))
    assert party == permitted_party("mail", TODAY)
    assert party.fields == registered()["mail"].fields


def test_an_installation_renews_a_contract_without_a_release(settings: Settings) -> None:
    settings.MUSEMINDER_THIRD_PARTIES = {"stripe": {"contract_until": "2029-01-01"}}

    assert permitted("api.stripe.com", date(2028, 6, 1)).contract_until == date(2029, 1, 1)


@pytest.mark.parametrize(
    "given",
    [
        {"advertiser": {"hosts": ["ads.example"]}},
        {"mail": {"purpose": "Newsletters"}},
        {"mail": {"fields": ["birth date"]}},
    ],
)
def test_nobody_and_no_purpose_can_be_added_by_settings(settings: Settings, given: dict) -> None:
    settings.MUSEMINDER_THIRD_PARTIES = given

    with pytest.raises(ImproperlyConfigured):
        registered()


def test_every_third_party_says_what_it_gets_and_no_host_belongs_to_two() -> None:
    hosts = [host for party in THIRD_PARTIES for host in party.hosts]

    assert [party.key for party in THIRD_PARTIES if not (party.purpose and party.fields)] == []
    assert len(hosts) == len(set(hosts))
    assert [
        party.key for party in THIRD_PARTIES if _tells_of_a_child(party) and party.kind != "partner"
    ] == []


def _tells_of_a_child(party: ThirdParty) -> bool:
    return any("child" in word.lower() for word in party.fields)


def test_browsers_may_be_led_to_registered_pages_only() -> None:
    assert browser_destinations() == (
        "https://checkout.stripe.com",
        "https://www.harbor-insurance.example",
    )


def test_a_partner_is_offered_for_as_long_as_its_contract_holds() -> None:
    assert [party.key for party in partners(date(2027, 12, 31))] == ["harbor"]
    assert partners(date(2028, 1, 1)) == ()
