"""The demonstration studio takes cards by the stand-in for Stripe, without anybody's typing."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from museminder.cli.demonstration_school.cards import KEY, connect_stand_in
from museminder.domain.billing.actions.payments import gateway_in_use
from tests.counterparts.fixtures import (  # noqa: F401
    account_at,
    certificates,
    counterpart,
    instead_of_stripe,
    one_counterpart,
    receiver,
)
from tests.counterparts.receiver import Receiver
from tests.counterparts.running import RunningStripe
from tests.schools import School


@pytest.mark.usefixtures("instead_of_stripe")
def test_the_owner_s_studio_is_connected_to_the_stand_in(
    live_school: School,
    counterpart: RunningStripe,  # noqa: F811
    receiver: Receiver,  # noqa: F811
) -> None:
    before = in_use(live_school)
    port = urlsplit(receiver.url).port
    assert port is not None

    connect_stand_in(email=live_school.owner.email, slug=live_school.slug, port=port)

    assert (before, in_use(live_school)) == (None, KEY[-4:])
    with account_at(counterpart, key=KEY) as account:
        (endpoint,) = account.stripe.webhook_endpoints.list().data
    assert endpoint.url.startswith(f"https://studio.localhost:{port}/hooks/stripe/")


def in_use(school: School) -> str | None:
    """The last characters of the key that the studio has, None where it takes no cards."""
    with school.inside(school.owner):
        account = gateway_in_use()
        return account.key_ending if account else None
