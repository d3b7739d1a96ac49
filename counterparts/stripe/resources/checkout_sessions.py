"""Checkout sessions: the payer types the card on a page of the counterpart, never on ours."""

from urllib.parse import urlsplit

from counterparts.stripe.accounts import Account
from counterparts.stripe.currencies import check_amount, check_currency
from counterparts.stripe.events import announce
from counterparts.stripe.failures import Failure, invalid
from counterparts.stripe.listing import page, whole_list
from counterparts.stripe.parameters import Parameters
from counterparts.stripe.resources.payment_intents import intent_details
from counterparts.stripe.resources.setup_intents import setup_details
from counterparts.stripe.store import Record

KIND = "checkout.session"
DAY = 86400
SHORTEST_LIFE, LONGEST_LIFE = 1800, DAY


def create(account: Account, parameters: Parameters) -> Record:
    """Open a session in mode `payment` or `setup`; its `url` is where the payer goes."""
    mode = parameters.choice("mode", ("payment", "setup"))
    if mode is None:
        raise invalid("Missing required param: mode.", "mode", "parameter_missing")
    lines = _read_lines(parameters) if mode == "payment" else []
    currency = _currency(parameters, lines)
    customer_id = parameters.text("customer")
    if customer_id:
        account.get("customer", customer_id, "customer")
    session = account.new(
        KIND,
        mode=mode,
        status="open",
        payment_status="unpaid" if mode == "payment" else "no_payment_required",
        currency=currency,
        amount_total=_total(lines, currency) if mode == "payment" else None,
        customer=customer_id,
        customer_email=parameters.text("customer_email", 512),
        customer_creation=parameters.choice("customer_creation", ("always", "if_required")),
        customer_details=None,
        client_reference_id=parameters.text("client_reference_id", 200),
        success_url=_address(parameters, "success_url"),
        cancel_url=_address(parameters, "cancel_url"),
        expires_at=_expiry(account, parameters),
        locale=parameters.text("locale"),
        metadata=parameters.metadata(),
        payment_intent=None,
        setup_intent=None,
        payment_method_types=["card"],
        submit_type=parameters.choice("submit_type", ("auto", "pay", "book", "donate")),
    )
    session["amount_subtotal"] = session["amount_total"]
    private = {"lines": lines, "payment": _group_details(parameters, mode, "payment_intent_data")}
    private["setup"] = _group_details(parameters, mode, "setup_intent_data")
    if any(kind != "card" for kind in parameters.words("payment_method_types")):
        raise invalid("Only card is taken here.", "payment_method_types")
    parameters.finish()
    session["url"] = f"{account.public_address}/c/pay/{session['id']}"
    return account.save(session, private)


def retrieve(account: Account, parameters: Parameters, session_id: str) -> Record:
    """One session, expired by now if its time is over."""
    parameters.finish()
    return current(account, account.get(KIND, session_id))


def expire(account: Account, parameters: Parameters, session_id: str) -> Record:
    """Close an open session so that nobody can pay it any more."""
    session = current(account, account.get(KIND, session_id))
    parameters.finish()
    if session["status"] != "open":
        sentence = (
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a '
            f"status of {session['status']}."
        )
        raise Failure(400, "invalid_request_error", sentence, param="session")
    return close(account, session)


def current(account: Account, session: Record) -> Record:
    """The session as it is now: an open one whose time is over becomes expired."""
    if session["status"] == "open" and account.now >= session["expires_at"]:
        return close(account, session)
    return session


def close(account: Account, session: Record) -> Record:
    """Expire a session and say so."""
    session.update(status="expired", url=None)
    account.save(session)
    announce(account, "checkout.session.expired", session)
    return session


def line_items(account: Account, parameters: Parameters, session_id: str) -> Record:
    """What is paid for, line by line."""
    account.get(KIND, session_id)
    parameters.finish()
    lines = [
        {
            "id": f"li_{session_id[-16:]}_{place}",
            "object": "item",
            "amount_total": line["unit_amount"] * line["quantity"],
            "currency": line["currency"],
            "description": line["name"],
            "quantity": line["quantity"],
        }
        for place, line in enumerate(account.store.private(session_id)["lines"])
    ]
    return whole_list(lines, f"/v1/checkout/sessions/{session_id}/line_items")


def index(account: Account, parameters: Parameters) -> Record:
    """Sessions, newest first, of an intent, a customer or a status if wanted."""
    wanted = {name: parameters.text(name) for name in ("payment_intent", "customer", "status")}
    equal = {name: value for name, value in wanted.items() if value is not None}
    return page(account.all(KIND, **equal), parameters, "/v1/checkout/sessions")


def _read_lines(parameters: Parameters) -> list[Record]:
    lines = []
    for row in parameters.rows("line_items"):
        price = row.group("price_data")
        if price is None:
            raise invalid("Missing required param: line_items[0][price_data].", row.full("price_data"))
        product = price.group("product_data")
        if product is None:
            raise invalid("Missing required param: product_data.", price.full("product_data"))
        line: Record = {
            "currency": check_currency(price.need("currency")),
            "unit_amount": price.need_whole("unit_amount"),
            "name": product.need("name", 250),
            "description": product.text("description", 1000),
            "quantity": row.need_whole("quantity"),
        }
        if line["unit_amount"] < 0 or line["quantity"] < 1:
            raise invalid("Quantity must be at least 1 and unit_amount not negative.", row.full("quantity"))
        lines.append(line)
    if not lines:
        sentence = "You must specify line_items in payment mode."
        raise invalid(sentence, "line_items", "parameter_missing")
    return lines


def _currency(parameters: Parameters, lines: list[Record]) -> str | None:
    given = parameters.text("currency")
    currencies = {line["currency"] for line in lines} | ({check_currency(given)} if given else set())
    if len(currencies) > 1:
        raise invalid("All line items must be in the same currency.", "line_items")
    return currencies.pop() if currencies else None


def _total(lines: list[Record], currency: str | None) -> int:
    assert currency is not None
    total = sum(line["unit_amount"] * line["quantity"] for line in lines)
    return check_amount(total, currency, "line_items")


def _address(parameters: Parameters, name: str) -> str | None:
    url = parameters.need(name) if name == "success_url" else parameters.text(name)
    if url is None:
        return None
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise invalid("Not a valid URL", name, "url_invalid")
    return url


def _expiry(account: Account, parameters: Parameters) -> int:
    expires_at = parameters.whole("expires_at")
    if expires_at is None:
        return account.now + DAY
    # A minute of grace: the caller reads another clock.
    if not account.now + SHORTEST_LIFE - 60 <= expires_at <= account.now + LONGEST_LIFE + 60:
        sentence = "The `expires_at` timestamp must be 30 minutes to 24 hours from Checkout Session creation."
        raise invalid(sentence, "expires_at")
    return expires_at


def _group_details(parameters: Parameters, mode: str, name: str) -> Record:
    group = parameters.group(name)
    if group is not None and name != f"{mode}_intent_data":
        raise invalid(f"You can not pass `{name}` in `{mode}` mode.", name)
    group = group or Parameters({}, name)
    return intent_details(group) if name == "payment_intent_data" else setup_details(group)


ROUTES = [
    ("POST", "/v1/checkout/sessions", create),
    ("GET", "/v1/checkout/sessions", index),
    ("GET", "/v1/checkout/sessions/{session}", retrieve),
    ("POST", "/v1/checkout/sessions/{session}/expire", expire),
    ("GET", "/v1/checkout/sessions/{session}/line_items", line_items),
]
