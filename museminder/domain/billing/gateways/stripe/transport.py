"""Lets Stripe's SDK speak through the program's one HTTP client, and say no more than it must."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import stripe

from museminder.domain.billing.gateways.stripe.records import Credentials
from museminder.foundation.outside.client import Client, Unreachable, client
from museminder.foundation.outside.telling import Telling, Told

# Off, so that the SDK writes no identifier to disk and reports neither this computer nor its timings.
stripe.enable_telemetry = False

RETRIES = 1  # a page waits for the answer; the idempotency key makes asking again safe

# What the SDK would tell about this computer: Stripe needs none of it to take a payment.
UNASKED = {"x-stripe-client-user-agent", "x-stripe-client-telemetry"}


class OutsideTransport(stripe.HTTPClient):
    """An HTTP client for `StripeClient(key, http_client=…)` that goes through the register."""

    name = "museminder"

    def __init__(self, client: Client, telling: Telling) -> None:
        super().__init__()
        self._client = client
        self._telling = telling

    def request(  # type: ignore[override]  # the SDK also takes bytes, and passes no other keyword
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None
    ) -> tuple[bytes, int, Mapping[str, str]]:
        """Sends one request of the SDK; Refused passes through, so that nothing hides it."""
        said = {name: value for name, value in (headers or {}).items() if name.lower() not in UNASKED}
        said["User-Agent"] = "MuseMinder"
        try:
            answer = self._client.send(method, url, telling=self._telling, headers=said, body=post_data)
        except Unreachable as problem:
            raise stripe.APIConnectionError(  # type: ignore[no-untyped-call]
                str(problem), should_retry=True
            ) from problem
        return answer.body, answer.status, answer.headers

    def close(self) -> None:
        """The connections belong to the program's client, which outlives the SDK's."""


def connected(credentials: Credentials, *told: Told) -> stripe.V1Services:
    """Stripe's own functions, speaking with this studio's key; ``told`` is what they tell of a family."""
    transport = OutsideTransport(client(), Telling(told))
    whole = stripe.StripeClient(credentials.secret_key, http_client=transport, max_network_retries=RETRIES)
    return whole.v1
