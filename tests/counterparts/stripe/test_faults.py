"""Bad days on order: as many as were ordered, then good ones again."""

import time

import pytest
import stripe

from tests.counterparts.fixtures import Studio, account_at
from tests.counterparts.running import RunningStripe


def test_the_next_calls_fail_and_then_none(counterpart: RunningStripe, studio_account: Studio) -> None:
    counterpart.control("POST", "faults", {"kind": "error_before", "calls": 3})

    outcomes = []
    for _ in range(5):
        try:
            outcomes.append(studio_account.stripe.customers.list().data)
        except stripe.APIError as error:
            outcomes.append(error.http_status)

    assert outcomes == [500, 500, 500, [], []]


def test_stripes_sdk_gets_over_a_few_failures_by_itself(counterpart: RunningStripe) -> None:
    with account_at(counterpart, retries=2) as account:
        counterpart.control("POST", "faults", {"kind": "error_before", "calls": 2})

        assert account.stripe.customers.list().data == []


def test_a_fault_is_for_its_own_addresses(counterpart: RunningStripe, studio_account: Studio) -> None:
    counterpart.control("POST", "faults", {"kind": "rate_limit", "path": "/v1/refunds", "method": "GET"})

    assert studio_account.stripe.charges.list().data == []
    with pytest.raises(stripe.RateLimitError):
        studio_account.stripe.refunds.list()


def test_an_answer_can_be_slow(counterpart: RunningStripe, studio_account: Studio) -> None:
    counterpart.control("POST", "faults", {"kind": "slow", "seconds": 0.4})

    began = time.monotonic()
    studio_account.stripe.charges.list()

    assert time.monotonic() - began >= 0.4


def test_an_order_nobody_can_fill_is_refused(counterpart: RunningStripe) -> None:
    answer = counterpart.ask(
        "POST", "/_control/faults", json={"kind": "rain"}, headers={"X-Counterpart-Control": "yes"}
    )

    assert (answer.status_code, counterpart.control("GET", "faults")) == (400, [])
