"""A browser is led to the registered pages of a third party and nowhere else."""

import pytest
from pytest_django import Settings

from museminder.foundation.outside.destinations import check_destination
from museminder.foundation.outside.register import Refused, registered

PAGE = "https://www.harbor-insurance.example/applications/41"


def test_a_registered_page_is_where_it_says_and_on_a_laptop_its_stand_in(settings: Settings) -> None:
    settings.MUSEMINDER_COUNTERPARTS = {}
    abroad = check_destination(PAGE, registered()["harbor"])
    settings.MUSEMINDER_COUNTERPARTS = {"www.harbor-insurance.example": "https://partner.localhost:20100"}

    assert abroad == PAGE
    assert (
        check_destination(PAGE, registered()["harbor"]) == "https://partner.localhost:20100/applications/41"
    )


@pytest.mark.parametrize("party", ["stripe", "mail"])
def test_a_page_of_another_third_party_is_refused(party: str) -> None:
    with pytest.raises(Refused):
        check_destination(PAGE, registered()[party])
