"""Fixtures for what is tested against running counterparts; conftests import those they want."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
import stripe
from pytest_django import Settings

from museminder.domain.billing.gateways.stripe.transport import OutsideTransport
from museminder.foundation.outside.telling import NOTHING_PERSONAL
from tests.counterparts.certificates import TestCertificates, make_certificates
from tests.counterparts.receiver import Receiver, receiving
from tests.counterparts.running import RunningStripe, running_stripe


@dataclass(frozen=True)
class Studio:
    """A studio with an account of its own at the counterpart, spoken to with Stripe's SDK."""

    key: str
    account_id: str
    stripe: stripe.V1Services


@contextmanager
def account_at(counterpart: RunningStripe, retries: int = 0, key: str = "") -> Iterator[Studio]:
    """A fresh account, or that of a key; the SDK asks once and does not retry unless told to."""
    client = counterpart.client()
    key = key or f"sk_test_{secrets.token_hex(12)}"
    sdk = stripe.StripeClient(
        key, http_client=OutsideTransport(client, NOTHING_PERSONAL), max_network_retries=retries
    )
    yield Studio(key, sdk.v1.accounts.retrieve_current().id, sdk.v1)
    client.close()


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> TestCertificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session")
def one_counterpart(
    certificates: TestCertificates, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningStripe]:
    with running_stripe(certificates, tmp_path_factory.mktemp("stripe") / "state.sqlite") as running:
        yield running


@pytest.fixture
def counterpart(one_counterpart: RunningStripe) -> Iterator[RunningStripe]:
    """The process all tests share, on its best behavior before and after; accounts are never shared."""
    one_counterpart.behave()
    yield one_counterpart
    one_counterpart.behave()


@pytest.fixture
def instead_of_stripe(counterpart: RunningStripe, settings: Settings) -> RunningStripe:
    """The settings lead api.stripe.com to the counterpart."""
    settings.MUSEMINDER_COUNTERPARTS = {"api.stripe.com": counterpart.address}
    settings.MUSEMINDER_EXTRA_CA = counterpart.certificates.authority
    settings.PAYMENT_PAGES = [counterpart.address]
    return counterpart


@pytest.fixture
def studio_account(counterpart: RunningStripe) -> Iterator[Studio]:
    with account_at(counterpart) as account:
        yield account


@pytest.fixture
def other_account(counterpart: RunningStripe) -> Iterator[Studio]:
    with account_at(counterpart) as account:
        yield account


@pytest.fixture
def receiver(certificates: TestCertificates) -> Iterator[Receiver]:
    with receiving(certificates) as listening:
        yield listening
