"""The account itself, its balance and its movements."""

from counterparts.stripe.accounts import Account
from counterparts.stripe.balance import balance_of
from counterparts.stripe.listing import page
from counterparts.stripe.parameters import Parameters
from counterparts.stripe.store import Record


def retrieve(account: Account, parameters: Parameters) -> Record:
    """Whose key this is: what a studio sees when it connects its account."""
    parameters.finish()
    return {
        "id": account.id,
        "object": "account",
        "business_profile": {"name": account.name},
        "charges_enabled": True,
        "country": "US",
        "default_currency": "usd",
        "details_submitted": True,
        "payouts_enabled": True,
        "settings": {"dashboard": {"display_name": account.name}},
        "type": "standard",
    }


def balance(account: Account, parameters: Parameters) -> Record:
    """What the account holds, by currency."""
    parameters.finish()
    return balance_of(account)


def movement(account: Account, parameters: Parameters, movement_id: str) -> Record:
    """One balance transaction."""
    parameters.finish()
    return account.get("balance_transaction", movement_id)


def movements(account: Account, parameters: Parameters) -> Record:
    """Balance transactions, newest first, of a source or a type if wanted."""
    wanted = {name: parameters.text(name) for name in ("source", "type", "currency")}
    equal = {name: value for name, value in wanted.items() if value is not None}
    return page(account.all("balance_transaction", **equal), parameters, "/v1/balance_transactions")


ROUTES = [
    ("GET", "/v1/account", retrieve),
    ("GET", "/v1/balance", balance),
    ("GET", "/v1/balance_transactions", movements),
    ("GET", "/v1/balance_transactions/{movement}", movement),
]
