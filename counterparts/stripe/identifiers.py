"""Ids in Stripe's style: the prefix tells what kind of thing an id names."""

import secrets
import string

KIND_OF_PREFIX = {
    "cus": "customer",
    "pm": "payment_method",
    "pi": "payment_intent",
    "seti": "setup_intent",
    "ch": "charge",
    "re": "refund",
    "du": "dispute",
    "txn": "balance_transaction",
    "cs": "checkout.session",
    "evt": "event",
    "we": "webhook_endpoint",
}
PREFIX_OF_KIND = {kind: prefix for prefix, kind in KIND_OF_PREFIX.items()}
_ALPHABET = string.ascii_letters + string.digits


def new_id(kind: str) -> str:
    """A fresh id for an object of this kind, such as `ch_…`; checkout sessions say `cs_test_…`."""
    prefix = PREFIX_OF_KIND[kind]
    if prefix == "cs":
        return f"cs_test_{_random(48)}"
    return f"{prefix}_{_random(24)}"


def new_secret(prefix: str) -> str:
    """An unguessable secret such as a webhook's `whsec_…`."""
    return f"{prefix}_{_random(32)}"


def kind_of(object_id: str) -> str | None:
    """What kind of thing this id names, or None when it is not one of ours."""
    return KIND_OF_PREFIX.get(object_id.partition("_")[0])


def _random(length: int) -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))
