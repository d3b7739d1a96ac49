"""What every part of the running counterpart shares."""

import secrets
from dataclasses import dataclass

from counterparts.stripe.accounts import Account
from counterparts.stripe.deliveries import Deliveries
from counterparts.stripe.faults import Faults
from counterparts.stripe.idempotency import IdempotencyKeys
from counterparts.stripe.store import Store


@dataclass
class Desk:
    """The store, the open faults, the deliveries, the idempotency keys and our public address."""

    store: Store
    faults: Faults
    deliveries: Deliveries
    keys: IdempotencyKeys
    public_address: str

    def account(self, account_id: str, idempotency_key: str | None = None) -> Account:
        """An account as one request sees it."""
        request_id = f"req_{secrets.token_hex(7)}"
        return Account(self.store, account_id, self.public_address, request_id, idempotency_key)
