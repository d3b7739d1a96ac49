"""Charging a saved card: the one place where a test card's outcome becomes a charge."""

from typing import Literal

from counterparts.stripe.accounts import Account
from counterparts.stripe.balance import charge_fee, record_movement
from counterparts.stripe.cards import OUTCOMES, SENTENCES, Outcome
from counterparts.stripe.disputing import open_dispute
from counterparts.stripe.events import announce
from counterparts.stripe.failures import CardFailure
from counterparts.stripe.store import Record

Presence = Literal["at the page", "unknown", "away"]
NEEDS_HOLDER = Outcome("authentication_required", "authentication_required")


def confirm_intent(account: Account, intent: Record, method: Record, *, holder: Presence) -> Record:
    """Charge the method for the intent; on refusal the intent, its charge and events are kept.

    A card that asks its holder is paid when they are at the hosted page, waits (`requires_action`) when
    that is unknown, and is refused when they are away.
    Raises CardFailure (402) with the intent inside, as Stripe does for a confirmed intent.
    """
    outcome = outcome_of(account, method)
    intent["payment_method"] = method["id"]
    if outcome.asks_holder and holder == "away":
        raise _refused(account, intent, method, None, NEEDS_HOLDER)
    if outcome.asks_holder and holder == "unknown":
        intent.update(status="requires_action", next_action={"type": "use_stripe_sdk"})
        announce(account, "payment_intent.requires_action", intent)
        return account.save(intent)
    charge = _new_charge(account, intent, method)
    if outcome.code is not None:
        _fail_charge(account, charge, outcome)
        raise _refused(account, intent, method, charge, outcome)
    charge["balance_transaction"] = record_movement(
        account, "charge", charge, charge["amount"], fee=charge_fee(charge["amount"])
    )
    account.save(charge)
    intent.update(
        status="succeeded",
        amount_received=intent["amount"],
        latest_charge=charge["id"],
        last_payment_error=None,
        next_action=None,
    )
    account.save(intent)
    announce(account, "charge.succeeded", charge)
    announce(account, "payment_intent.succeeded", intent)
    if outcome.disputed:
        open_dispute(account, charge, "fraudulent")
    return intent


def outcome_of(account: Account, method: Record) -> Outcome:
    """What this saved card does when used."""
    return OUTCOMES[account.store.private(method["id"]).get("outcome", "paid")]


def _new_charge(account: Account, intent: Record, method: Record) -> Record:
    return account.new(
        "charge",
        amount=intent["amount"],
        amount_captured=intent["amount"],
        amount_refunded=0,
        balance_transaction=None,
        billing_details=method["billing_details"],
        captured=True,
        currency=intent["currency"],
        customer=intent["customer"],
        description=intent["description"],
        disputed=False,
        failure_code=None,
        failure_message=None,
        metadata=dict(intent["metadata"]),
        outcome={"network_status": "approved_by_network", "type": "authorized", "reason": None},
        paid=True,
        payment_intent=intent["id"],
        payment_method=method["id"],
        payment_method_details={"type": "card", "card": method["card"]},
        receipt_email=intent["receipt_email"],
        refunded=False,
        status="succeeded",
    )


def _fail_charge(account: Account, charge: Record, outcome: Outcome) -> None:
    reason = outcome.decline_code or outcome.code
    charge.update(
        paid=False,
        captured=False,
        amount_captured=0,
        status="failed",
        failure_code=outcome.code,
        failure_message=SENTENCES[str(reason)],
        outcome={"network_status": "declined_by_network", "type": "issuer_declined", "reason": reason},
    )
    account.save(charge)
    announce(account, "charge.failed", charge)


def _refused(
    account: Account, intent: Record, method: Record, charge: Record | None, outcome: Outcome
) -> CardFailure:
    reason = outcome.decline_code or outcome.code
    sentence = SENTENCES[str(reason)]
    error = {"type": "card_error", "code": outcome.code, "decline_code": reason, "message": sentence}
    if charge is not None:
        error["charge"] = charge["id"]
        intent["latest_charge"] = charge["id"]
    # The card stays named in the error; the intent itself waits for another one.
    intent.update(
        status="requires_payment_method",
        payment_method=None,
        last_payment_error={**error, "payment_method": method},
    )
    account.save(intent)
    announce(account, "payment_intent.payment_failed", intent)
    fields = {name: value for name, value in error.items() if name not in {"type", "message"}}
    return CardFailure(sentence, **fields, payment_intent=intent, payment_method=method)
