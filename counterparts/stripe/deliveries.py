"""Brings events to webhook endpoints: signed, retried, and as unreliable as a test asks for."""

import asyncio
import contextlib
import hashlib
import hmac
import json
import random
import socket
import ssl
import time
from dataclasses import asdict, dataclass

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from counterparts.stripe.failures import invalid
from counterparts.stripe.store import Record, Store

MOST_ATTEMPTS = 12
LONGEST_WAIT_SECONDS = 300.0
ANSWER_SECONDS = 10
AT_ONCE = 8


@dataclass
class Manners:
    """How deliveries behave: `drop` loses every one, `copies` sends each so many times."""

    delay_seconds: float = 0.0
    copies: int = 1
    shuffle: bool = False
    drop: bool = False
    hold: bool = False
    first_retry_seconds: float = 1.0


class LoopbackResolver(AbstractResolver):
    """Every allowed name (`localhost`, `*.localhost`) is this computer."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """127.0.0.1, whatever was asked: addresses elsewhere were refused at registration."""
        return [
            ResolveResult(
                hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]  # fmt: skip

    async def close(self) -> None:
        """Nothing is held."""


class Deliveries:
    """The queue of deliveries and the task that works it off."""

    def __init__(self, store: Store, trust: ssl.SSLContext) -> None:
        self._store = store
        self._trust = trust
        self._wake = asyncio.Event()
        self.manners = Manners(**store.setting("manners", {}))

    def wake(self) -> None:
        """Look at the queue now."""
        self._wake.set()

    def behave(self, wish: Record) -> Record:
        """Change the manners named in the wish; unknown ones are refused. Answers all of them."""
        known = asdict(self.manners)
        for name, value in wish.items():
            if name not in known:
                raise invalid(f"Unknown manner: {name}", name)
            known[name] = type(known[name])(value)
        self.manners = Manners(**known)
        self._store.remember("manners", known)
        self.wake()
        return known

    async def work(self) -> None:
        """Deliver what is due, for ever."""
        connector = aiohttp.TCPConnector(resolver=LoopbackResolver(), ssl=self._trust, limit=AT_ONCE)
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
            while True:
                self._wake.clear()
                due = self._due()
                if due:
                    await asyncio.gather(*(self._attempt(session, dict(row)) for row in due))
                    continue
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), self._seconds_to_next())

    def _due(self) -> list[Record]:
        if self.manners.hold:
            return []
        rows = self._store.database.execute(
            "select * from deliveries where state = 'waiting' and due_at <= ? order by due_at, id limit ?",
            (time.time() - self.manners.delay_seconds, AT_ONCE),
        ).fetchall()
        due = [dict(row) for row in rows]
        if self.manners.shuffle:
            random.shuffle(due)
        return due

    def _seconds_to_next(self) -> float:
        row = self._store.database.execute(
            "select min(due_at) as next from deliveries where state = 'waiting'"
        ).fetchone()
        if row["next"] is None or self.manners.hold:
            return 60.0
        return max(0.02, float(row["next"]) + self.manners.delay_seconds - time.time())

    async def _attempt(self, session: aiohttp.ClientSession, delivery: Record) -> None:
        account = delivery["account"]
        endpoint = self._store.find(account, "webhook_endpoint", delivery["endpoint"])
        event = self._store.find(account, "event", delivery["event"])
        if endpoint is None or event is None or self.manners.drop:
            self._settle(delivery, "dropped", None, None)
            return
        secret = self._store.private(endpoint["id"])["secret"]
        status, error = None, None
        for _ in range(self.manners.copies):
            status, error = await _send(session, endpoint["url"], secret, event)
        if status is not None and 200 <= status < 300:
            self._settle(delivery, "delivered", status, None)
            event["pending_webhooks"] = max(0, event["pending_webhooks"] - 1)
            self._store.save(account, event)
        elif delivery["attempts"] + 1 >= MOST_ATTEMPTS:
            self._settle(delivery, "failed", status, error)
        else:
            self._settle(delivery, "waiting", status, error)

    def _settle(self, delivery: Record, state: str, status: int | None, error: str | None) -> None:
        attempts = delivery["attempts"] + 1
        wait = min(self.manners.first_retry_seconds * 2 ** (attempts - 1), LONGEST_WAIT_SECONDS)
        self._store.database.execute(
            "update deliveries set state = ?, attempts = ?, due_at = ?, last_status = ?, last_error = ? "
            "where id = ?",
            (state, attempts, time.time() + wait, status, error, delivery["id"]),
        )


async def _send(
    session: aiohttp.ClientSession, url: str, secret: str, event: Record
) -> tuple[int | None, str | None]:
    body = json.dumps(event, indent=2).encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": signature(body, secret, int(time.time())),
        "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    }
    try:
        async with session.post(url, data=body, headers=headers, allow_redirects=False) as answer:
            return answer.status, None
    except (aiohttp.ClientError, TimeoutError, OSError) as problem:
        return None, f"{type(problem).__name__}: {problem}"[:300]


def signature(body: bytes, secret: str, moment: int) -> str:
    """The `Stripe-Signature` header: HMAC-SHA256 over the moment, a dot and the body."""
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"
