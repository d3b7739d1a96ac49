"""One account for each secret key: what one studio does at Stripe, another never sees."""

import hashlib
import time
from dataclasses import dataclass
from typing import Any

from counterparts.stripe.failures import Failure, missing
from counterparts.stripe.identifiers import new_id
from counterparts.stripe.store import Record, Store

KEY_PREFIXES = ("sk_test_", "rk_test_")


@dataclass(frozen=True)
class Account:
    """One account during one request: everything is read and written through it."""

    store: Store
    id: str
    public_address: str
    request_id: str | None = None
    idempotency_key: str | None = None

    @property
    def now(self) -> int:
        """The counterpart's time in seconds since 1970; the controls can move it forward."""
        return int(time.time()) + int(self.store.setting("clock_ahead", 0))

    @property
    def month(self) -> tuple[int, int]:
        """(year, month) of now, in UTC."""
        today = time.gmtime(self.now)
        return today.tm_year, today.tm_mon

    @property
    def name(self) -> str:
        """The business name that payers read."""
        row = self.store.database.execute("select name from accounts where id = ?", (self.id,)).fetchone()
        return str(row["name"])

    def new(self, kind: str, **fields: Any) -> Record:
        """A new object with id, kind and time; not saved yet."""
        return {"id": new_id(kind), "object": kind, "created": self.now, "livemode": False, **fields}

    def save(self, record: Record, private: Record | None = None) -> Record:
        """Keep an object and give it back."""
        self.store.save(self.id, record, private)
        return record

    def get(self, kind: str, object_id: str, param: str = "id") -> Record:
        """An object of this account, or 404."""
        found = self.store.find(self.id, kind, object_id)
        if found is None:
            raise missing(kind, object_id, param)
        return found

    def all(self, kind: str, **equal: Any) -> list[Record]:
        """This account's objects of a kind, newest first."""
        return self.store.all(kind, self.id, equal)


def account_id_of(store: Store, authorization: str | None) -> str:
    """The account of a secret key sent as Bearer token; the first use of a key opens its account."""
    key = (authorization or "").removeprefix("Bearer ").strip()
    if not key:
        raise Failure(
            401,
            "invalid_request_error",
            "You did not provide an API key. You need to provide your API key in the Authorization header, "
            "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
        )
    if not key.startswith(KEY_PREFIXES) or len(key) < 12:
        # Live keys too: this stand-in must never be handed one.
        sentence = f"Invalid API Key provided: {key[:8]}{'*' * 8}"
        raise Failure(401, "invalid_request_error", sentence, code="api_key_invalid")
    digest = hashlib.sha256(key.encode()).hexdigest()
    account_id = f"acct_{digest[:16]}"
    store.database.execute(
        "insert or ignore into accounts (id, key_hash, name) values (?, ?, ?)",
        (account_id, digest, "Demonstration studio"),
    )
    return account_id
