"""Every movement of the account's money: paid in, fee, refund, dispute."""

from typing import Any

from counterparts.stripe.accounts import Account
from counterparts.stripe.store import Record

FEE_PER_THOUSAND = 29
FEE_FIXED = 30
DISPUTE_FEE = 1500


def record_movement(account: Account, kind: str, source: Record, amount: int, **fields: Any) -> str:
    """Keep a balance transaction and answer its id; `amount` is negative when money leaves."""
    fee = int(fields.pop("fee", 0))
    movement = account.new(
        "balance_transaction",
        type=kind,
        amount=amount,
        fee=fee,
        net=amount - fee,
        currency=source["currency"],
        source=source["id"],
        status="available",
        available_on=account.now,
        reporting_category=fields.pop("reporting_category", kind),
        description=source.get("description"),
        exchange_rate=None,
        fee_details=[],
        **fields,
    )
    if fee:
        movement["fee_details"] = [
            {"amount": fee, "currency": source["currency"], "type": "stripe_fee", "description": "Fees"}
        ]
    account.save(movement)
    return str(movement["id"])


def charge_fee(amount: int) -> int:
    """What Stripe keeps of a card payment: 2.9 % and 30 cents, rounded half up."""
    return (amount * FEE_PER_THOUSAND + 500) // 1000 + FEE_FIXED


def balance_of(account: Account) -> Record:
    """The account's balance by currency, all of it available at once."""
    sums: dict[str, int] = {}
    for movement in account.all("balance_transaction"):
        sums[movement["currency"]] = sums.get(movement["currency"], 0) + movement["net"]
    available = [
        {"amount": total, "currency": currency, "source_types": {"card": total}}
        for currency, total in sorted(sums.items())
    ]
    return {"object": "balance", "livemode": False, "available": available, "pending": []}
