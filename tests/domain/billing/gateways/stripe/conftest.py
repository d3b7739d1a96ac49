"""A studio's credentials at the counterpart, with the settings leading there."""

import secrets

import pytest

from museminder.domain.billing.gateways.stripe.records import Credentials
from tests.counterparts.running import RunningStripe
from tests.schools import School


@pytest.fixture
def credentials(instead_of_stripe: RunningStripe, studio: School) -> Credentials:
    return Credentials(f"sk_test_{secrets.token_hex(12)}")


@pytest.fixture
def other_credentials(instead_of_stripe: RunningStripe, studio: School) -> Credentials:
    return Credentials(f"sk_test_{secrets.token_hex(12)}")
