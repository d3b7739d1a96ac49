"""A running Stripe counterpart, accounts on it, and an address for its webhooks."""

from tests.counterparts.fixtures import (  # noqa: F401
    certificates,
    counterpart,
    instead_of_stripe,
    one_counterpart,
    other_account,
    receiver,
    studio_account,
)
