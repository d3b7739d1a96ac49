"""Customers: who pays. The studio sends as little about them as it can."""

from counterparts.stripe.accounts import Account
from counterparts.stripe.events import announce
from counterparts.stripe.listing import page
from counterparts.stripe.parameters import Parameters
from counterparts.stripe.store import Record

KIND = "customer"
TEXTS = ("email", "name", "phone", "description")


def create(account: Account, parameters: Parameters) -> Record:
    """A new customer; nothing is required."""
    fields = {name: parameters.text(name, 512) for name in TEXTS}
    customer = account.new(
        KIND,
        **fields,
        metadata=parameters.metadata(),
        balance=0,
        currency=None,
        delinquent=False,
        invoice_settings={"default_payment_method": _default_method(account, parameters)},
    )
    parameters.finish()
    account.save(customer)
    announce(account, "customer.created", customer)
    return customer


def retrieve(account: Account, parameters: Parameters, customer_id: str) -> Record:
    """One customer."""
    parameters.finish()
    return account.get(KIND, customer_id)


def update(account: Account, parameters: Parameters, customer_id: str) -> Record:
    """Change what was sent, leave the rest."""
    customer = account.get(KIND, customer_id)
    before = {}
    for name in TEXTS:
        sent = parameters.has(name)
        value = parameters.text(name, 512)
        if sent and customer[name] != value:
            before[name] = customer[name]
            customer[name] = value
    customer["metadata"] = parameters.metadata(customer["metadata"])
    if parameters.has("invoice_settings"):
        customer["invoice_settings"] = {"default_payment_method": _default_method(account, parameters)}
    parameters.finish()
    account.save(customer)
    announce(account, "customer.updated", customer, before)
    return customer


def delete(account: Account, parameters: Parameters, customer_id: str) -> Record:
    """Forget a customer; their saved cards are detached."""
    customer = account.get(KIND, customer_id)
    parameters.finish()
    for method in account.all("payment_method", customer=customer_id):
        account.save({**method, "customer": None})
    account.store.delete(customer_id)
    announce(account, "customer.deleted", customer)
    return {"id": customer_id, "object": KIND, "deleted": True}


def index(account: Account, parameters: Parameters) -> Record:
    """Customers, newest first; `email` finds one by exact address."""
    email = parameters.text("email", 512)
    customers = account.all(KIND, email=email) if email else account.all(KIND)
    return page(customers, parameters, "/v1/customers")


def _default_method(account: Account, parameters: Parameters) -> str | None:
    settings = parameters.group("invoice_settings")
    method_id = settings.text("default_payment_method") if settings else None
    return None if method_id is None else str(account.get("payment_method", method_id)["id"])


ROUTES = [
    ("POST", "/v1/customers", create),
    ("GET", "/v1/customers", index),
    ("GET", "/v1/customers/{customer}", retrieve),
    ("POST", "/v1/customers/{customer}", update),
    ("DELETE", "/v1/customers/{customer}", delete),
]
