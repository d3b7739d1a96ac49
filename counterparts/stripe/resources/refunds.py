"""Refunds to the card, whole or in part, never more than is left of the charge."""

from counterparts.stripe.accounts import Account
from counterparts.stripe.balance import record_movement
from counterparts.stripe.currencies import written
from counterparts.stripe.events import announce
from counterparts.stripe.failures import invalid
from counterparts.stripe.listing import page
from counterparts.stripe.parameters import Parameters
from counterparts.stripe.store import Record

KIND = "refund"
REASONS = ("duplicate", "fraudulent", "requested_by_customer")


def create(account: Account, parameters: Parameters) -> Record:
    """Refund a charge, or the paid charge of an intent; without amount, all that is left."""
    charge = _charge_to_refund(account, parameters)
    wanted, reason = parameters.whole("amount"), parameters.choice("reason", REASONS)
    metadata = parameters.metadata()
    parameters.finish()
    amount = _check_refundable(charge, wanted)
    refund = account.new(
        KIND,
        amount=amount,
        balance_transaction=None,
        charge=charge["id"],
        currency=charge["currency"],
        description=None,
        destination_details={"type": "card"},
        failure_reason=None,
        metadata=metadata,
        payment_intent=charge["payment_intent"],
        reason=reason,
        status="succeeded",
    )
    refund["balance_transaction"] = record_movement(account, "refund", refund, -amount)
    account.save(refund)
    before = {"amount_refunded": charge["amount_refunded"], "refunded": charge["refunded"]}
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    account.save(charge)
    announce(account, "refund.created", refund)
    announce(account, "charge.refunded", charge, before)
    return refund


def fail(account: Account, refund: Record) -> Record:
    """The card's bank sent a refund back (a closed account): the money returns to the studio."""
    if refund["status"] != "succeeded":
        raise invalid("Only a refund that went through can be sent back.", "refund")
    refund.update(status="failed", failure_reason="lost_or_stolen_card")
    refund["failure_balance_transaction"] = record_movement(
        account, "refund_failure", refund, refund["amount"]
    )
    account.save(refund)
    charge = account.get("charge", refund["charge"])
    charge["amount_refunded"] -= refund["amount"]
    charge["refunded"] = False
    account.save(charge)
    announce(account, "refund.updated", refund, {"status": "succeeded"})
    announce(account, "refund.failed", refund)
    return refund


def retrieve(account: Account, parameters: Parameters, refund_id: str) -> Record:
    """One refund."""
    parameters.finish()
    return account.get(KIND, refund_id)


def index(account: Account, parameters: Parameters) -> Record:
    """Refunds, newest first, of a charge or an intent if wanted."""
    wanted = {name: parameters.text(name) for name in ("charge", "payment_intent")}
    equal = {name: value for name, value in wanted.items() if value is not None}
    return page(account.all(KIND, **equal), parameters, "/v1/refunds")


def _charge_to_refund(account: Account, parameters: Parameters) -> Record:
    charge_id, intent_id = parameters.text("charge"), parameters.text("payment_intent")
    if charge_id:
        return account.get("charge", charge_id, "charge")
    if not intent_id:
        sentence = (
            "One of the following params should be provided for this request: payment_intent or charge."
        )
        raise invalid(sentence)
    intent = account.get("payment_intent", intent_id, "payment_intent")
    if intent["status"] != "succeeded":
        sentence = f"This PaymentIntent ({intent_id}) does not have a successful charge to refund."
        raise invalid(sentence, "payment_intent")
    return account.get("charge", intent["latest_charge"])


def _check_refundable(charge: Record, wanted: int | None) -> int:
    left = charge["amount"] - charge["amount_refunded"]
    if charge["status"] != "succeeded":
        raise invalid(f"Charge {charge['id']} has not been paid.", "charge")
    if charge["disputed"]:
        raise invalid(f"Charge {charge['id']} has been charged back.", "charge", "charge_disputed")
    if left == 0:
        sentence = f"Charge {charge['id']} has already been refunded."
        raise invalid(sentence, "charge", "charge_already_refunded")
    amount = left if wanted is None else wanted
    if amount < 1:
        raise invalid("This value must be greater than or equal to 1.", "amount", "parameter_invalid_integer")
    if amount > left:
        asked, rest = written(amount, charge["currency"]), written(left, charge["currency"])
        which = "unrefunded amount on charge" if charge["amount_refunded"] else "charge amount"
        raise invalid(f"Refund amount ({asked}) is greater than {which} ({rest})", "amount")
    return amount


ROUTES = [
    ("POST", "/v1/refunds", create),
    ("GET", "/v1/refunds", index),
    ("GET", "/v1/refunds/{refund}", retrieve),
]
