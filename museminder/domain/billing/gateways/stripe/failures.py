"""Turns Stripe's errors into our own, with a sentence for the person who waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import stripe

from museminder.domain.billing.gateways.errors import (
    CardDeclined,
    GatewayError,
    GatewayRefused,
    GatewayUnavailable,
    KeyRefused,
)

# Stripe's advice per decline code; a card with one of these will not be paid by trying it again.
# https://docs.stripe.com/declines/codes
HARD = frozenset({
    "account_closed", "authentication_required", "card_not_supported", "currency_not_supported",
    "expired_card", "fraudulent", "incorrect_cvc", "incorrect_number", "incorrect_zip",
    "invalid_account", "invalid_cvc", "invalid_expiry_month", "invalid_expiry_year",
    "invalid_number", "lost_card", "merchant_blacklist", "new_account_information_available",
    "pickup_card", "restricted_card", "revocation_of_all_authorizations",
    "revocation_of_authorization", "security_violation", "stolen_card", "stop_payment_order",
    "test_mode_live_card", "testmode_decline",
})  # fmt: skip
SENTENCES = {
    "insufficient_funds": "The bank says that there is not enough money on the card.",
    "expired_card": "The card has expired.",
    "incorrect_cvc": "The card's security code was not right.",
    "authentication_required": "The bank wants the card holder to confirm this payment.",
    "processing_error": "The bank could not answer just now.",
}
# Never that it was lost or stolen: the one who types may be the thief.
DECLINED = "The bank declined the card."


@contextmanager
def our_errors() -> Iterator[None]:
    """Around every call to Stripe: whatever it raises comes out as one of ours."""
    try:
        yield
    except stripe.StripeError as error:
        raise _ours(error) from error


def _ours(error: stripe.StripeError) -> GatewayError:
    detail = str(error.user_message or error)[:500]
    if isinstance(error, stripe.CardError):
        return _declined(error, detail)
    if isinstance(error, stripe.AuthenticationError | stripe.PermissionError):
        return KeyRefused("Stripe does not accept the studio's key.", detail)
    in_use = error.http_status == 409
    if isinstance(error, stripe.APIConnectionError | stripe.RateLimitError) or in_use or _is_theirs(error):
        return GatewayUnavailable("Stripe did not answer. Nothing is lost; please try again.", detail)
    if isinstance(error, stripe.IdempotencyError):
        return GatewayRefused("This was already asked of Stripe with other details.", detail)
    return GatewayRefused("Stripe refused what was asked.", detail)


def _declined(error: stripe.CardError, detail: str) -> CardDeclined:
    told = error.json_body if isinstance(error.json_body, dict) else {}
    code = str(told.get("error", {}).get("decline_code") or error.code or "card_declined")
    return CardDeclined(code, hard=code in HARD, sentence=SENTENCES.get(code, DECLINED), detail=detail)


def _is_theirs(error: stripe.StripeError) -> bool:
    return error.http_status is None or error.http_status >= 500
