"""What happened, kept as Stripe's events and queued for every webhook endpoint that wants it."""

import copy

from counterparts.stripe.accounts import Account
from counterparts.stripe.store import Record

API_VERSION = "2026-10-28.endive"


def announce(account: Account, kind: str, record: Record, before: Record | None = None) -> Record:
    """Keep an event about the object as it is now and queue its deliveries.

    `before` holds the fields that changed with their earlier values. Runs inside the request's
    transaction: what is undone is not announced.
    """
    data: Record = {"object": copy.deepcopy(record)}
    if before is not None:
        data["previous_attributes"] = before
    endpoints = [
        endpoint
        for endpoint in account.all("webhook_endpoint", status="enabled")
        if {"*", kind} & set(endpoint["enabled_events"])
    ]
    event = account.new("event", type=kind, data=data, api_version=API_VERSION)
    event["pending_webhooks"] = len(endpoints)
    event["request"] = {"id": account.request_id, "idempotency_key": account.idempotency_key}
    account.save(event)
    for endpoint in endpoints:
        queue(account, endpoint["id"], event["id"])
    return event


def queue(account: Account, endpoint_id: str, event_id: str) -> None:
    """Queue one delivery of an event to an endpoint."""
    account.store.database.execute(
        "insert into deliveries (account, endpoint, event, due_at) values (?, ?, ?, strftime('%s', 'now'))",
        (account.id, endpoint_id, event_id),
    )
