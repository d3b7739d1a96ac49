"""Card payments of the demonstration studio: the stand-in for Stripe that runs beside it."""

from __future__ import annotations

import time

from museminder.cli.entering import inside
from museminder.cli.verbs import Refused
from museminder.domain.billing.actions.gateway_accounts import connect_stripe
from museminder.domain.billing.gateways.errors import GatewayError, GatewayUnavailable
from museminder.primitives import clock

KEY = "sk_test_demonstration"  # the stand-in takes any that begins so; Stripe itself takes none of ours
PATIENCE = 30.0  # seconds: the stand-in may still be starting
A_MOMENT = 0.2  # seconds


def connect_stand_in(*, email: str, slug: str, port: int) -> None:
    """Connect the studio as its owner; the stand-in is told the address of the studio's site on this computer.

    Raises ``Refused`` where it does not answer within half a minute, or does not take the key.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with inside(email, slug) as (_entry, by):
                address = f"https://studio.localhost:{port}/hooks/stripe/"
                connect_stripe(secret_key=KEY, webhook_base=address, by=by, at=clock.now())
                return
        except GatewayUnavailable as silence:
            if time.monotonic() > deadline:
                raise Refused("The stand-in for Stripe does not answer.") from silence
            time.sleep(A_MOMENT)
        except GatewayError as refusal:
            raise Refused(f"The stand-in for Stripe refused: {refusal}") from refusal
