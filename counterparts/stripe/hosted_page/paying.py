"""Completes a checkout session with a typed card: pays it, or saves the card."""

from counterparts.stripe.accounts import Account
from counterparts.stripe.cards import Card
from counterparts.stripe.events import announce
from counterparts.stripe.resources import payment_intents, payment_methods, setup_intents
from counterparts.stripe.store import Record


def complete(account: Account, session: Record, card: Card, email: str, name: str) -> Record:
    """The completed session. Raises CardFailure when the bank refuses; the session then stays open."""
    private = account.store.private(session["id"])
    details = {"email": email or session["customer_email"], "name": name, "phone": None}
    method = payment_methods.keep(account, card, details)
    customer_id = session["customer"] or _customer_if_needed(account, session, private, details)
    if session["mode"] == "payment":
        session["payment_intent"] = _pay(account, session, private["payment"], method, customer_id)["id"]
        session["payment_status"] = "paid"
    else:
        setup = setup_intents.new_setup(account, customer_id, private["setup"])
        account.save(setup)
        session["setup_intent"] = setup_intents.complete(account, setup, method)["id"]
    session.update(
        customer=customer_id,
        customer_details={**details, "address": None, "tax_exempt": "none", "tax_ids": []},
        status="complete",
        url=None,
    )
    account.save(session)
    announce(account, "checkout.session.completed", session)
    return session


def _pay(
    account: Account, session: Record, details: Record, method: Record, customer_id: str | None
) -> Record:
    # A second card after a refusal tries the same intent again, so the studio sees one wish to pay.
    intent = account.get("payment_intent", session["payment_intent"]) if session["payment_intent"] else None
    if intent is None:
        amount, currency = session["amount_total"], session["currency"]
        intent = payment_intents.new_intent(account, amount, currency, customer_id, details)
        session["payment_intent"] = intent["id"]
        account.save(session)
        account.save(intent)
        announce(account, "payment_intent.created", intent)
    return payment_intents.charge(account, intent, method, holder="at the page")


def _customer_if_needed(account: Account, session: Record, private: Record, details: Record) -> str | None:
    saves_card = session["mode"] == "setup" or private["payment"]["setup_future_usage"]
    if not saves_card and session["customer_creation"] != "always":
        return None
    if "customer" in private:  # made when an earlier card was refused
        return str(private["customer"])
    customer = account.new(
        "customer",
        email=details["email"],
        name=details["name"],
        phone=None,
        description=None,
        metadata={},
        balance=0,
        currency=None,
        delinquent=False,
        invoice_settings={"default_payment_method": None},
    )
    account.save(customer)
    announce(account, "customer.created", customer)
    account.save(session, {**private, "customer": customer["id"]})
    return str(customer["id"])
