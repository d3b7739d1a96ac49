"""Stripe's notifications: believed only when signed with the studio's secret, and fresh."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import stripe

from museminder.domain.billing.gateways.errors import NotificationRefused
from museminder.domain.billing.gateways.stripe.records import Event

TOLERANCE = timedelta(seconds=300)
WANTED_EVENTS = (
    "checkout.session.completed",
    "checkout.session.expired",
    "payment_intent.payment_failed",
    "charge.refunded",
    "charge.dispute.created",
    "charge.dispute.closed",
    "charge.dispute.funds_reinstated",
    "charge.dispute.funds_withdrawn",
    "refund.failed",
)


def verify_event(body: bytes, signature: str, secret: str, now: datetime) -> Event:
    """The event in a notification, if this studio's secret signed exactly these bytes within five minutes.

    `signature` is the `Stripe-Signature` header. Raises NotificationRefused when it is missing, forged,
    for another body, too old or from the future. A fresh copy of an old event passes: apply each id once.
    Source: https://docs.stripe.com/webhooks#verify-manually
    """
    try:
        if not signature.isascii():  # the SDK would stumble over it
            raise ValueError("a signature is written in ASCII")
        stripe.WebhookSignature.verify_header(body, signature, secret, tolerance=None)
        signed_at = _signed_at(signature)
    except (stripe.SignatureVerificationError, ValueError, OverflowError, OSError) as problem:
        sentence = "The notification is not signed by the studio's Stripe account."
        raise NotificationRefused(sentence) from problem
    if abs(now - signed_at) > TOLERANCE:
        raise NotificationRefused("The notification was signed more than five minutes from now.")
    try:
        payload = json.loads(body)
        return event_of(payload)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise NotificationRefused("The notification is not an event of Stripe.") from problem


def event_of(payload: Mapping[str, Any]) -> Event:
    """An event from what Stripe sent. Raises KeyError, TypeError or ValueError when it is none."""
    if payload["object"] != "event":
        raise ValueError("not an event")
    created_at = datetime.fromtimestamp(int(payload["created"]), UTC)
    subject = payload["data"]["object"]
    if not isinstance(subject, Mapping):
        raise TypeError("an event is about an object")
    return Event(str(payload["id"]), str(payload["type"]), created_at, subject, payload)


def _signed_at(signature: str) -> datetime:
    moments = [part[2:] for part in signature.split(",") if part.startswith("t=")]
    return datetime.fromtimestamp(int(moments[0]), UTC)
