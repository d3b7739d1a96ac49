"""Stripe's errors become ours: a sentence for who waits, the detail for the office, and whether to try again."""

import pytest
import stripe

from museminder.domain.billing.gateways.errors import (
    CardDeclined,
    GatewayError,
    GatewayRefused,
    GatewayUnavailable,
    KeyRefused,
)
from museminder.domain.billing.gateways.stripe.failures import our_errors

CARD = ("Your card was declined.", None, "card_declined")


def ours(error: Exception) -> GatewayError:
    with pytest.raises(GatewayError) as raised, our_errors():
        raise error
    return raised.value


def declined(decline_code: str) -> CardDeclined:
    body = {"error": {"decline_code": decline_code}}
    error = ours(stripe.CardError(*CARD, http_status=402, json_body=body))
    assert isinstance(error, CardDeclined)
    return error


def test_whether_trying_the_same_card_again_helps() -> None:
    codes = [
        "insufficient_funds",
        "generic_decline",
        "processing_error",
        "try_again_later",
        "a_code_of_tomorrow",
    ]
    hard = [
        "expired_card",
        "lost_card",
        "stolen_card",
        "pickup_card",
        "fraudulent",
        "authentication_required",
    ]

    assert [declined(code).hard for code in codes] == [False] * len(codes)
    assert [declined(code).hard for code in hard] == [True] * len(hard)


def test_nobody_is_told_that_a_card_was_lost_or_stolen() -> None:
    codes = ("lost_card", "stolen_card", "pickup_card", "fraudulent")

    assert {str(declined(code)) for code in codes} == {"The bank declined the card."}


def test_a_decline_without_a_bank_code_keeps_stripes() -> None:
    error = ours(stripe.CardError(*CARD, http_status=402))

    assert isinstance(error, CardDeclined)
    assert (error.code, error.detail) == ("card_declined", "Your card was declined.")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (stripe.APIConnectionError("no route"), GatewayUnavailable),
        (stripe.RateLimitError("slow down", http_status=429), GatewayUnavailable),
        (stripe.APIError("oops", http_status=500), GatewayUnavailable),
        (stripe.APIError("oops", http_status=503), GatewayUnavailable),
        (stripe.APIError("in use", http_status=409), GatewayUnavailable),
        (stripe.IdempotencyError("other parameters", http_status=400), GatewayRefused),
        (stripe.InvalidRequestError("no such charge", "charge", http_status=404), GatewayRefused),
        (stripe.AuthenticationError("bad key", http_status=401), KeyRefused),
        (stripe.PermissionError("restricted key", http_status=403), KeyRefused),
    ],
)
def test_every_kind_has_its_own(error: stripe.StripeError, kind: type[GatewayError]) -> None:
    mapped = ours(error)

    assert (type(mapped), mapped.detail, mapped.__cause__) == (kind, error.user_message or str(error), error)


def test_what_is_not_stripes_passes_through() -> None:
    with pytest.raises(ZeroDivisionError), our_errors():
        raise ZeroDivisionError
