"""A card holder disputes a charge: money is withdrawn, and comes back when the studio wins."""

from counterparts.stripe.accounts import Account
from counterparts.stripe.balance import DISPUTE_FEE, record_movement
from counterparts.stripe.events import announce
from counterparts.stripe.failures import invalid
from counterparts.stripe.store import Record

REASONS = (
    "fraudulent", "duplicate", "product_not_received", "product_unacceptable", "subscription_canceled",
    "unrecognized", "credit_not_processed", "general",
)  # fmt: skip
DAYS_TO_ANSWER = 20
OPEN_STATUSES = {"needs_response", "under_review"}


def open_dispute(account: Account, charge: Record, reason: str, amount: int | None = None) -> Record:
    """Open a dispute over a charge (whole unless an amount is given) and withdraw the money."""
    amount = charge["amount"] if amount is None else amount
    if charge["status"] != "succeeded" or charge["disputed"]:
        raise invalid(f"Charge {charge['id']} cannot be disputed.", "charge")
    if not 0 < amount <= charge["amount"]:
        raise invalid("The disputed amount must be between 1 and the charge's amount.", "amount")
    dispute = account.new(
        "dispute",
        amount=amount,
        charge=charge["id"],
        currency=charge["currency"],
        payment_intent=charge["payment_intent"],
        reason=reason,
        status="needs_response",
        is_charge_refundable=False,
        metadata={},
        evidence={},
        evidence_details={
            "due_by": account.now + DAYS_TO_ANSWER * 86400,
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        balance_transactions=[],
    )
    withdrawn = record_movement(
        account, "adjustment", dispute, -amount, fee=DISPUTE_FEE, reporting_category="dispute"
    )
    dispute["balance_transactions"] = [account.get("balance_transaction", withdrawn)]
    charge["disputed"] = True
    account.save(charge)
    account.save(dispute)
    announce(account, "charge.dispute.created", dispute)
    announce(account, "charge.dispute.funds_withdrawn", dispute)
    return dispute


def close_dispute(account: Account, dispute: Record, status: str) -> Record:
    """Close a dispute as `won` (the money comes back, the fee too) or `lost`."""
    if dispute["status"] not in OPEN_STATUSES:
        raise invalid(f"Dispute {dispute['id']} is already closed.", "dispute")
    before = {"status": dispute["status"]}
    dispute["status"] = status
    if status == "won":
        returned = record_movement(
            account,
            "adjustment",
            dispute,
            dispute["amount"],
            fee=-DISPUTE_FEE,
            reporting_category="dispute_reversal",
        )
        dispute["balance_transactions"].append(account.get("balance_transaction", returned))
    account.save(dispute)
    announce(account, "charge.dispute.updated", dispute, before)
    announce(account, "charge.dispute.closed", dispute)
    if status == "won":
        announce(account, "charge.dispute.funds_reinstated", dispute)
    return dispute
