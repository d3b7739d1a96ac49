"""Idempotency keys: the same key gives the same answer, whatever happened to the first one.

As at Stripe: other parameters under a used key are an `idempotency_error`, a key whose first request
still runs is a 409, and an answer is kept once the request began to run: a declined card too, a
parameter that was refused not.  https://docs.stripe.com/api/idempotent_requests
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from counterparts.stripe.failures import Failure
from counterparts.stripe.store import Record, Store

LONGEST_KEY = 255
KEPT_SECONDS = 30 * 86400
SECRET_FIELDS = {"number", "cvc"}


@dataclass(frozen=True)
class Kept:
    """An answer given before."""

    status: int
    body: str


class IdempotencyKeys:
    """Which keys are in use now, and what was answered under those used before."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._running: set[tuple[str, str]] = set()

    def begin(self, account: str, key: str, fingerprint: str, now: int) -> Kept | None:
        """Claim a key; answers what was answered before, or None when this request must run."""
        if len(key) > LONGEST_KEY:
            raise Failure(
                400, "invalid_request_error", f"Idempotency keys have at most {LONGEST_KEY} characters."
            )
        if (account, key) in self._running:
            raise Failure(
                409,
                "idempotency_error",
                "There is currently another in-progress request using this Idempotency Key (that probably "
                "means you submitted twice, and the other request is still going through).",
                code="idempotency_key_in_use",
            )
        row = self._store.database.execute(
            "select fingerprint, status, body from answers where account = ? and key = ? and created > ?",
            (account, key, now - KEPT_SECONDS),
        ).fetchone()
        if row is None:
            self._running.add((account, key))
            return None
        if row["fingerprint"] != fingerprint:
            raise Failure(
                400,
                "idempotency_error",
                "Keys for idempotent requests can only be used with the same parameters they were first used "
                f"with. Try using a key other than '{key}' if you meant to execute a different request.",
            )
        return Kept(row["status"], row["body"])

    def keep(self, account: str, key: str, fingerprint: str, kept: Kept, now: int) -> None:
        """Keep an answer; called inside the request's transaction, so both stay or neither does."""
        self._store.database.execute(
            "insert or replace into answers (account, key, fingerprint, status, body, created) "
            "values (?, ?, ?, ?, ?, ?)",
            (account, key, fingerprint, kept.status, kept.body, now),
        )

    def end(self, account: str, key: str) -> None:
        """Let go of a key."""
        self._running.discard((account, key))


def fingerprint_of(method: str, path: str, tree: Record) -> str:
    """A hash of what was asked, without card number and code: those may not be guessed from the file."""
    asked = json.dumps([method, path, _without_secrets(tree)], sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()


def _without_secrets(tree: Any) -> Any:
    if not isinstance(tree, dict):
        return tree
    return {name: _without_secrets(value) for name, value in tree.items() if name not in SECRET_FIELDS}
