"""Stripe's REST protocol: key, form, idempotency, transaction, expansion, error shape."""

import asyncio
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from aiohttp import web

from counterparts.stripe.accounts import Account, account_id_of
from counterparts.stripe.desk import Desk
from counterparts.stripe.expansion import expand
from counterparts.stripe.failures import CardFailure, Failure
from counterparts.stripe.faults import Fault
from counterparts.stripe.idempotency import Kept, fingerprint_of
from counterparts.stripe.parameters import Parameters, nested
from counterparts.stripe.resources import (
    account as account_resource,
)
from counterparts.stripe.resources import (
    charges,
    checkout_sessions,
    customers,
    disputes,
    events,
    payment_intents,
    payment_methods,
    refunds,
    setup_intents,
    webhook_endpoints,
)
from counterparts.stripe.store import Record

RESOURCES = (
    account_resource, charges, checkout_sessions, customers, disputes, events, payment_intents,
    payment_methods, refunds, setup_intents, webhook_endpoints,
)  # fmt: skip
Handler = Callable[..., Record]


class Work(NamedTuple):
    """One request, read and ready to run."""

    handler: Handler
    account: Account
    path_ids: tuple[str, ...]
    tree: Record
    expansions: list[str]
    fingerprint: str


def routes(desk: Desk) -> list[web.RouteDef]:
    """Every address of the protocol, bound to this desk."""
    return [
        web.route(method, path, _bound(desk, handler))
        for resource in RESOURCES
        for method, path, handler in resource.ROUTES
    ]


def _bound(desk: Desk, handler: Handler) -> Callable[[web.Request], Any]:
    async def answer(request: web.Request) -> web.StreamResponse:
        work = await _read(desk, request, handler)
        fault = desk.faults.take(request.method, request.path)
        key = work.account.idempotency_key
        if key is None:
            return await _run(desk, request, work, fault, None)
        kept = desk.keys.begin(work.account.id, key, work.fingerprint, work.account.now)
        try:
            return await _run(desk, request, work, fault, kept)
        finally:
            if kept is None:
                desk.keys.end(work.account.id, key)

    return answer


async def _read(desk: Desk, request: web.Request, handler: Handler) -> Work:
    account_id = account_id_of(desk.store, request.headers.get("Authorization"))
    key = request.headers.get("Idempotency-Key") if request.method == "POST" else None
    form = await request.post()
    pairs = [*request.query.items(), *((name, str(value)) for name, value in form.items())]
    tree = nested(pairs)
    expansions = tree.pop("expand", {})
    return Work(
        handler,
        desk.account(account_id, key or None),
        tuple(request.match_info.values()),
        tree,
        list(expansions.values()) if isinstance(expansions, dict) else [expansions],
        fingerprint_of(request.method, request.path, tree),
    )


async def _run(
    desk: Desk, request: web.Request, work: Work, fault: Fault | None, before: Kept | None
) -> web.StreamResponse:
    """Answers what was answered before, or runs the request; the fault spoils either."""
    kind = fault.kind if fault else None
    if fault is not None and kind == "slow":
        await asyncio.sleep(fault.seconds)
    if kind in {"error_before", "rate_limit"}:
        raise _injected(kind)
    if kind == "hang_up_before":
        return _hang_up(request)
    kept = before or _execute(desk, work)
    desk.deliveries.wake()
    if kind == "error_after":
        raise _injected(kind)
    if kind == "hang_up_after":
        return _hang_up(request)
    return _response(work.account, kept, replayed=before is not None)


def _execute(desk: Desk, work: Work) -> Kept:
    """Run one request in one transaction and keep its answer under its key in the same one."""
    account = work.account
    with desk.store.transaction():
        try:
            record = work.handler(account, Parameters(work.tree), *work.path_ids)
            status, body = 200, expand(account, record, work.expansions)
        except CardFailure as refusal:
            status, body = refusal.status, refusal.body(str(account.request_id))
        kept = Kept(status, json.dumps(body, indent=2))
        if account.idempotency_key is not None:
            desk.keys.keep(account.id, account.idempotency_key, work.fingerprint, kept, account.now)
    return kept


def _response(account: Account, kept: Kept, *, replayed: bool) -> web.Response:
    headers = {"Request-Id": str(account.request_id)}
    if account.idempotency_key is not None:
        headers["Idempotency-Key"] = account.idempotency_key
    if replayed:
        headers["Idempotent-Replayed"] = "true"
    return web.Response(text=kept.body, status=kept.status, content_type="application/json", headers=headers)


def _injected(kind: str | None) -> Failure:
    if kind == "rate_limit":
        return Failure(429, "invalid_request_error", "Request rate limit exceeded.", code="rate_limit")
    return Failure(500, "api_error", "An unknown error occurred.")


def _hang_up(request: web.Request) -> web.Response:
    """Close the connection without an answer, as a network does."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()
