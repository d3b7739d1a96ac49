"""Saved cards. A number given here is looked at once and never written down."""

from counterparts.stripe.accounts import Account
from counterparts.stripe.cards import OUTCOMES, SENTENCES, Card, card_of_token, read_card
from counterparts.stripe.events import announce
from counterparts.stripe.failures import CardFailure, Failure, invalid
from counterparts.stripe.listing import page
from counterparts.stripe.parameters import Parameters
from counterparts.stripe.store import Record

KIND = "payment_method"
BILLING_TEXTS = ("name", "email", "phone")


def create(account: Account, parameters: Parameters) -> Record:
    """A card that can be charged once, or saved by attaching it to a customer."""
    if parameters.need("type") != "card":
        raise invalid("Invalid type: only card is taken here", "type")
    typed = parameters.group("card")
    if typed is None:
        raise invalid("Missing required param: card.", "card", "parameter_missing")
    number, month, year = (
        typed.need("number", 30),
        typed.need_whole("exp_month"),
        typed.need_whole("exp_year"),
    )
    card = read_card(number, month, year, typed.text("cvc", 4), account.month)
    billing = parameters.group("billing_details")
    details = {name: billing.text(name, 512) if billing else None for name in BILLING_TEXTS}
    metadata = parameters.metadata()
    parameters.finish()
    return keep(account, card, details, metadata)


def keep(account: Account, card: Card, details: Record, metadata: dict[str, str] | None = None) -> Record:
    """Keep a card: brand, last four, expiry; what it does when charged stays private."""
    method = account.new(
        KIND,
        type="card",
        card=card.shown(),
        customer=None,
        billing_details={**details, "address": None},
        metadata=metadata or {},
    )
    return account.save(method, {"outcome": card.outcome})


def resolve(account: Account, method_id: str) -> Record:
    """The method of this id; a ready-made `pm_card_…` becomes a card of this account."""
    if method_id.startswith("pm_card_"):
        card = card_of_token(method_id, account.month)
        return keep(account, card, dict.fromkeys(BILLING_TEXTS))
    return account.get(KIND, method_id, "payment_method")


def attach_to(account: Account, method: Record, customer_id: str) -> Record:
    """Save the card with a customer; some test cards already fail here."""
    account.get("customer", customer_id, "customer")
    if method["customer"] not in {None, customer_id}:
        raise invalid("The payment method you provided has already been attached to a customer.")
    outcome = OUTCOMES[account.store.private(method["id"])["outcome"]]
    if outcome.code is not None and outcome.on_attach:
        reason = outcome.decline_code or outcome.code
        raise CardFailure(SENTENCES[reason], code=outcome.code, decline_code=reason)
    if method["customer"] is None:
        method["customer"] = customer_id
        account.save(method)
        announce(account, "payment_method.attached", method)
    return method


def attach(account: Account, parameters: Parameters, method_id: str) -> Record:
    """Save a card with a customer."""
    method = resolve(account, method_id)
    customer_id = parameters.need("customer")
    parameters.finish()
    return attach_to(account, method, customer_id)


def detach(account: Account, parameters: Parameters, method_id: str) -> Record:
    """Take a card off its customer; it can never be used again."""
    method = account.get(KIND, method_id)
    parameters.finish()
    if method["customer"] is None:
        raise invalid("The payment method you provided is not attached to a customer.")
    before = {"customer": method["customer"]}
    method["customer"] = None
    account.save(method, {**account.store.private(method_id), "detached": True})
    announce(account, "payment_method.detached", method, before)
    return method


def usable(account: Account, method_id: str, customer_id: str | None) -> Record:
    """The method, if it may be charged for this customer."""
    method = resolve(account, method_id)
    if account.store.private(method["id"]).get("detached"):
        raise invalid("The provided PaymentMethod was detached and may not be used again.", "payment_method")
    if method["customer"] is not None and method["customer"] != customer_id:
        sentence = "The provided PaymentMethod belongs to another customer."
        raise Failure(400, "invalid_request_error", sentence, param="payment_method")
    return method


def retrieve(account: Account, parameters: Parameters, method_id: str) -> Record:
    """One payment method."""
    parameters.finish()
    return account.get(KIND, method_id)


def index(account: Account, parameters: Parameters) -> Record:
    """A customer's saved cards."""
    customer_id = parameters.text("customer")
    parameters.choice("type", ("card",))
    methods = account.all(KIND, customer=customer_id) if customer_id else []
    return page(methods, parameters, "/v1/payment_methods")


def index_of_customer(account: Account, parameters: Parameters, customer_id: str) -> Record:
    """A customer's saved cards, asked for below the customer."""
    account.get("customer", customer_id)
    parameters.choice("type", ("card",))
    methods = account.all(KIND, customer=customer_id)
    return page(methods, parameters, f"/v1/customers/{customer_id}/payment_methods")


ROUTES = [
    ("POST", "/v1/payment_methods", create),
    ("GET", "/v1/payment_methods", index),
    ("GET", "/v1/payment_methods/{method}", retrieve),
    ("POST", "/v1/payment_methods/{method}/attach", attach),
    ("POST", "/v1/payment_methods/{method}/detach", detach),
    ("GET", "/v1/customers/{customer}/payment_methods", index_of_customer),
]
