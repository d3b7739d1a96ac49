"""The Stripe counterpart as a process behind TLS, and an address its notifications reach."""

from tests.counterparts.fixtures import (  # noqa: F401
    certificates,
    counterpart,
    instead_of_stripe,
    one_counterpart,
    receiver,
    studio_account,
)
