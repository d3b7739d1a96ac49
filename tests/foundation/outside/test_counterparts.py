"""A stand-in can only ever be on this computer."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from museminder.foundation.outside.counterparts import Counterpart, counterparts_of, is_this_computer


def test_a_mapping_is_read_as_name_and_port() -> None:
    assert counterparts_of({"API.stripe.com": "https://pay.localhost:8444"}) == {
        "api.stripe.com": Counterpart("pay.localhost", 8444)
    }
    assert counterparts_of({}) == {}


@pytest.mark.parametrize(
    "address",
    [
        "http://pay.localhost:8444",
        "https://pay.example.com:8444",
        "https://pay.localhost.example.com",
        "https://pay.localhost@evil.example",
        "https://10.0.0.7:8444",
        "https://pay.localhost:8444/elsewhere",
        "pay.localhost:8444",
        "",
    ],
)
def test_nobody_elsewhere_can_stand_in(address: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        counterparts_of({"api.stripe.com": address})

    assert str(refusal.value) == "The counterpart of api.stripe.com must be https://NAME.localhost:PORT."


def test_this_computer_is_known_by_name_and_number() -> None:
    hosts = [
        "localhost", "pay.localhost", "127.0.0.1", "127.9.9.9", "::1",
        "localhost.example.com", "notlocalhost", "0.0.0.0", "192.168.0.1", "",
    ]  # fmt: skip

    assert [is_this_computer(host) for host in hosts] == [True] * 5 + [False] * 5
