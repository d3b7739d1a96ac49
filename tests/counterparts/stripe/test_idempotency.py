"""The same key gives the same answer: after an answer, beside a running request, and after a crash."""

import signal
import threading

import pytest
import stripe

from tests.counterparts.fixtures import Studio
from tests.counterparts.running import RunningStripe
from tests.counterparts.wishes import card_wish, checkout_wish, payment_wish


def test_the_same_key_pays_once_and_another_key_pays_again(studio_account: Studio) -> None:
    create = studio_account.stripe.payment_intents.create

    first = create(payment_wish(), {"idempotency_key": "june"})
    again = create(payment_wish(), {"idempotency_key": "june"})
    other = create(payment_wish(), {"idempotency_key": "july"})

    charges = studio_account.stripe.charges.list().data
    assert first.latest_charge == again.latest_charge
    assert [charge.id for charge in charges] == [other.latest_charge, first.latest_charge]
    assert again.last_response.headers["idempotent-replayed"] == "true"
    assert first.last_response.headers.get("idempotent-replayed") is None


def test_the_same_key_with_other_parameters_is_refused(studio_account: Studio) -> None:
    create = studio_account.stripe.payment_intents.create
    create(payment_wish(5000), {"idempotency_key": "june"})

    with pytest.raises(stripe.IdempotencyError) as refusal:
        create(payment_wish(5001), {"idempotency_key": "june"})

    assert refusal.value.http_status == 400
    assert len(studio_account.stripe.charges.list().data) == 1


def test_a_key_whose_first_request_still_runs_is_a_conflict(
    counterpart: RunningStripe, studio_account: Studio
) -> None:
    counterpart.control("POST", "faults", {"kind": "slow", "seconds": 1.0})
    create, paid = studio_account.stripe.payment_intents.create, []
    slow = threading.Thread(target=lambda: paid.append(create(payment_wish(), {"idempotency_key": "june"})))
    slow.start()
    wait_until_taken(counterpart)

    with pytest.raises(stripe.StripeError) as conflict:
        create(payment_wish(), {"idempotency_key": "june"})
    slow.join()
    afterwards = create(payment_wish(), {"idempotency_key": "june"})

    assert (conflict.value.http_status, conflict.value.json_body["error"]["code"]) == (
        409,
        "idempotency_key_in_use",
    )
    assert [intent.latest_charge for intent in paid] == [afterwards.latest_charge]
    assert len(studio_account.stripe.charges.list().data) == 1


def wait_until_taken(counterpart: RunningStripe) -> None:
    """Until the slow request has begun: its fault is used up."""
    for _ in range(500):
        if counterpart.control("GET", "faults") == []:
            return
    raise AssertionError("the slow request never began")


def test_twelve_threads_with_one_key_make_one_charge(studio_account: Studio) -> None:
    results: list[str] = []

    def pay() -> None:
        try:
            intent = studio_account.stripe.payment_intents.create(
                payment_wish(), {"idempotency_key": "june", "max_network_retries": 5}
            )
            results.append(intent.latest_charge)
        except stripe.StripeError as error:
            results.append(str(error.http_status))

    threads = [threading.Thread(target=pay) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    charges = [charge.id for charge in studio_account.stripe.charges.list().data]
    assert (len(charges), results) == (1, charges * 12)


def test_a_refused_card_is_refused_again_without_a_second_try(studio_account: Studio) -> None:
    codes = []
    for _ in range(2):
        with pytest.raises(stripe.CardError) as refusal:
            studio_account.stripe.payment_intents.create(
                payment_wish(method="pm_card_chargeDeclined"), {"idempotency_key": "june"}
            )
        codes.append(refusal.value.code)

    assert codes == ["card_declined", "card_declined"]
    assert len(studio_account.stripe.charges.list().data) == 1


def test_a_refused_parameter_does_not_use_up_the_key(studio_account: Studio) -> None:
    create = studio_account.stripe.payment_intents.create
    with pytest.raises(stripe.InvalidRequestError):
        create(payment_wish(1), {"idempotency_key": "june"})

    assert create(payment_wish(5000), {"idempotency_key": "june"}).status == "succeeded"


def test_two_studios_may_use_the_same_key(studio_account: Studio, other_account: Studio) -> None:
    paid = [
        account.stripe.payment_intents.create(payment_wish(), {"idempotency_key": "june"}).latest_charge
        for account in (studio_account, other_account)
    ]

    assert len(set(paid)) == 2


@pytest.mark.parametrize("kind", ["error_after", "hang_up_after", "error_before", "hang_up_before"])
def test_asking_again_after_a_lost_answer_pays_once(
    counterpart: RunningStripe, studio_account: Studio, kind: str
) -> None:
    counterpart.control("POST", "faults", {"kind": kind, "method": "POST"})
    create = studio_account.stripe.payment_intents.create

    with pytest.raises((stripe.APIError, stripe.APIConnectionError)):
        create(payment_wish(), {"idempotency_key": "june"})
    charged_before = len(studio_account.stripe.charges.list().data)
    create(payment_wish(), {"idempotency_key": "june"})

    assert charged_before == (1 if kind.endswith("after") else 0)
    assert len(studio_account.stripe.charges.list().data) == 1


def test_a_key_is_remembered_when_the_process_is_killed(
    counterpart: RunningStripe, studio_account: Studio
) -> None:
    create = studio_account.stripe.checkout.sessions.create
    opened = create(checkout_wish(), {"idempotency_key": "june"})

    counterpart.restart(signal.SIGKILL)

    assert create(checkout_wish(), {"idempotency_key": "june"}).id == opened.id
    assert [session.id for session in studio_account.stripe.checkout.sessions.list().data] == [opened.id]


def test_the_same_card_number_under_a_key_is_not_kept_as_a_fingerprint(studio_account: Studio) -> None:
    create = studio_account.stripe.payment_methods.create

    first = create(card_wish("4242424242424242"), {"idempotency_key": "card"})
    other_number = create(card_wish("5555555555554444"), {"idempotency_key": "card"})
    with pytest.raises(stripe.IdempotencyError):
        create(card_wish("4242424242424242", exp_month=1), {"idempotency_key": "card"})

    assert other_number.id == first.id
