"""What only tests and the demonstration may ask: look at everything, and make things go wrong.

Every request carries `X-Counterpart-Control: yes`, which a web page in a browser cannot add unasked.
"""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from counterparts.stripe.accounts import Account, account_id_of
from counterparts.stripe.desk import Desk
from counterparts.stripe.disputing import REASONS, close_dispute, open_dispute
from counterparts.stripe.events import queue
from counterparts.stripe.failures import Failure, invalid, missing
from counterparts.stripe.resources import refunds
from counterparts.stripe.store import Record

CHARGE_FIELDS = (
    "id", "amount", "amount_refunded", "currency", "status", "disputed", "description", "metadata",
    "payment_intent", "failure_code", "created",
)  # fmt: skip

Answer = dict[str, Any] | list[Any]


def list_accounts(desk: Desk, _: Record) -> Answer:
    """Every account with its charges, newest first."""
    rows = desk.store.database.execute("select id, name from accounts order by rowid").fetchall()
    return [{"id": row["id"], "name": row["name"], "charges": _charges(desk, row["id"])} for row in rows]


def name_account(desk: Desk, wish: Record) -> Answer:
    """`{key, name}`: the business name shown on an account's pages."""
    account_id = account_id_of(desk.store, str(wish.get("key", "")))
    name = str(wish.get("name", ""))[:100]
    desk.store.database.execute("update accounts set name = ? where id = ?", (name, account_id))
    return {"id": account_id, "name": name}


def list_charges(desk: Desk, wish: Record) -> Answer:
    """The charges of one account (`?account=acct_…`), or of all."""
    wanted = wish.get("account")
    rows = desk.store.database.execute("select id from accounts order by rowid").fetchall()
    ids = [row["id"] for row in rows if wanted in {None, row["id"]}]
    return [{"account": account_id, **charge} for account_id in ids for charge in _charges(desk, account_id)]


def dispute_charge(desk: Desk, wish: Record) -> Answer:
    """`{charge, reason?, amount?}`: the card holder disputes a charge."""
    account, charge = _owned(desk, "charge", wish)
    reason = wish.get("reason", "fraudulent")
    if reason not in REASONS:
        raise invalid(f"reason must be one of {', '.join(REASONS)}", "reason")
    return open_dispute(account, charge, reason, wish.get("amount"))


def decide_dispute(desk: Desk, wish: Record) -> Answer:
    """`{dispute, status: won | lost}`: the bank has decided."""
    account, dispute = _owned(desk, "dispute", wish)
    if wish.get("status") not in {"won", "lost"}:
        raise invalid("status must be won or lost", "status")
    return close_dispute(account, dispute, wish["status"])


def fail_refund(desk: Desk, wish: Record) -> Answer:
    """`{refund}`: the bank sends a refund back."""
    account, refund = _owned(desk, "refund", wish)
    return refunds.fail(account, refund)


def order_fault(desk: Desk, wish: Record) -> Answer:
    """`{kind, calls?, method?, path?, seconds?}`: the next calls go wrong."""
    return vars(desk.faults.order(wish)).copy()


def list_faults(desk: Desk, _: Record) -> Answer:
    """The orders still open."""
    return [vars(fault).copy() for fault in desk.faults.orders]


def clear_faults(desk: Desk, _: Record) -> Answer:
    """Answer rightly again."""
    desk.faults.clear()
    return {"faults": []}


def set_manners(desk: Desk, wish: Record) -> Answer:
    """`{delay_seconds?, copies?, shuffle?, drop?, hold?, first_retry_seconds?}` for webhooks."""
    return desk.deliveries.behave(wish)


def list_deliveries(desk: Desk, _: Record) -> Answer:
    """Every delivery with its state: waiting, delivered, failed or dropped."""
    return [dict(row) for row in desk.store.database.execute("select * from deliveries order by id")]


def resend_event(desk: Desk, wish: Record) -> Answer:
    """`{event}`: deliver an event once more to every endpoint of its account."""
    account, event = _owned(desk, "event", wish)
    endpoints = account.all("webhook_endpoint", status="enabled")
    for endpoint in endpoints:
        queue(account, endpoint["id"], event["id"])
    return {"queued": len(endpoints)}


def move_clock(desk: Desk, wish: Record) -> Answer:
    """`{ahead_seconds}`: how far the counterpart's time is ahead of the computer's."""
    ahead = int(wish.get("ahead_seconds", 0))
    desk.store.remember("clock_ahead", ahead)
    return {"ahead_seconds": ahead}


def _charges(desk: Desk, account_id: str) -> list[Record]:
    charges = desk.store.all("charge", account_id)
    return [{name: charge[name] for name in CHARGE_FIELDS} for charge in charges]


def _owned(desk: Desk, kind: str, wish: Record) -> tuple[Account, Record]:
    object_id = str(wish.get(kind, ""))
    account_id = desk.store.owner(object_id)
    if account_id is None:
        raise missing(kind, object_id, kind)
    account = desk.account(account_id)
    return account, account.get(kind, object_id)


Handler = Callable[[Desk, Record], Answer]
ROUTES: list[tuple[str, str, Handler]] = [
    ("GET", "/_control/accounts", list_accounts),
    ("POST", "/_control/accounts", name_account),
    ("GET", "/_control/charges", list_charges),
    ("POST", "/_control/disputes", dispute_charge),
    ("POST", "/_control/dispute_decisions", decide_dispute),
    ("POST", "/_control/refund_failures", fail_refund),
    ("POST", "/_control/faults", order_fault),
    ("GET", "/_control/faults", list_faults),
    ("DELETE", "/_control/faults", clear_faults),
    ("POST", "/_control/webhooks", set_manners),
    ("GET", "/_control/deliveries", list_deliveries),
    ("POST", "/_control/deliveries", resend_event),
    ("POST", "/_control/clock", move_clock),
]


def routes(desk: Desk) -> list[web.RouteDef]:
    """The control addresses, bound to this desk."""
    return [web.route(method, path, _bound(desk, handler)) for method, path, handler in ROUTES]


def _bound(desk: Desk, handler: Handler) -> Callable[[web.Request], Any]:
    async def answer(request: web.Request) -> web.Response:
        if request.headers.get("X-Counterpart-Control") != "yes":
            raise Failure(403, "invalid_request_error", "Controls need the header X-Counterpart-Control: yes")
        wish = await request.json() if request.can_read_body else dict(request.query)
        if not isinstance(wish, dict):
            raise invalid("A control takes a JSON object.")
        with desk.store.transaction():
            answered = handler(desk, wish)
        desk.deliveries.wake()
        return web.json_response(answered)

    return answer
