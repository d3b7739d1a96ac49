"""Charges: each try at a card, paid or failed. They come from payment intents only."""

from counterparts.stripe.accounts import Account
from counterparts.stripe.events import announce
from counterparts.stripe.listing import page
from counterparts.stripe.parameters import Parameters
from counterparts.stripe.store import Record

KIND = "charge"


def retrieve(account: Account, parameters: Parameters, charge_id: str) -> Record:
    """One charge."""
    parameters.finish()
    return account.get(KIND, charge_id)


def update(account: Account, parameters: Parameters, charge_id: str) -> Record:
    """Change description or labels."""
    charge = account.get(KIND, charge_id)
    charge["metadata"] = parameters.metadata(charge["metadata"])
    if parameters.has("description"):
        charge["description"] = parameters.text("description", 1000)
    parameters.finish()
    account.save(charge)
    announce(account, "charge.updated", charge)
    return charge


def index(account: Account, parameters: Parameters) -> Record:
    """Charges, newest first, of a customer or an intent if wanted."""
    wanted = {name: parameters.text(name) for name in ("customer", "payment_intent")}
    equal = {name: value for name, value in wanted.items() if value is not None}
    return page(account.all(KIND, **equal), parameters, "/v1/charges")


ROUTES = [
    ("GET", "/v1/charges", index),
    ("GET", "/v1/charges/{charge}", retrieve),
    ("POST", "/v1/charges/{charge}", update),
]
