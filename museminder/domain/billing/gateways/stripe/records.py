"""What Stripe tells us, reduced to what billing needs.

Amounts are minor units, currencies ISO 4217 codes in capitals, moments in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal


@dataclass(frozen=True)
class Credentials:
    """A studio's own secret key; it is not shown when printed or logged."""

    secret_key: str = field(repr=False)


@dataclass(frozen=True)
class Account:
    """The studio's account: what to show when a key was entered, before it is kept."""

    id: str
    name: str
    currency: str
    can_charge: bool


@dataclass(frozen=True)
class CheckoutSession:
    """A page opened for a payer: send the browser to `url`."""

    id: str
    url: str
    expires_at: datetime


@dataclass(frozen=True)
class CheckoutState:
    """How a checkout stands. `charge_id` is there once it is paid."""

    id: str
    status: Literal["open", "complete", "expired"]
    paid: bool
    amount: int
    currency: str
    reference: str
    payment_id: str | None
    charge_id: str | None


@dataclass(frozen=True)
class Charge:
    """One try at a card. `reference` is ours; empty when the charge was not made by us."""

    id: str
    payment_id: str | None
    amount: int
    refunded_amount: int
    currency: str
    paid: bool
    disputed: bool
    failure_code: str | None
    reference: str
    created_at: datetime


@dataclass(frozen=True)
class Refund:
    """Money sent back to a card. `status` is Stripe's: succeeded, pending, failed, canceled."""

    id: str
    charge_id: str
    amount: int
    currency: str
    status: str
    created_at: datetime


@dataclass(frozen=True)
class SavedCard:
    """A card kept by Stripe for later charges; the two ids are what we keep of it."""

    customer_id: str
    method_id: str
    brand: str
    last4: str
    exp_month: int
    exp_year: int


@dataclass(frozen=True)
class Webhook:
    """A registered notification address; the secret is told only once."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Event:
    """Something that happened at Stripe. `payload` is the whole event as it was sent.

    `subject` is the object it is about (a charge, a checkout session, a dispute), as it was at that moment.
    """

    id: str
    kind: str
    created_at: datetime
    subject: Mapping[str, Any]
    payload: Mapping[str, Any]
