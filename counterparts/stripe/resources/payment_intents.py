"""Payment intents: one wish to be paid, with every try at it."""

from counterparts.stripe.accounts import Account
from counterparts.stripe.currencies import check_amount, check_currency
from counterparts.stripe.events import announce
from counterparts.stripe.failures import Failure, invalid
from counterparts.stripe.identifiers import new_secret
from counterparts.stripe.listing import page
from counterparts.stripe.parameters import Parameters
from counterparts.stripe.payments import Presence, confirm_intent
from counterparts.stripe.resources import payment_methods
from counterparts.stripe.store import Record

KIND = "payment_intent"
CANCELABLE = {"requires_payment_method", "requires_confirmation", "requires_action"}
CANCEL_REASONS = ("duplicate", "fraudulent", "requested_by_customer", "abandoned")


def create(account: Account, parameters: Parameters) -> Record:
    """A new intent; with `confirm=true` it is charged at once, also while nobody is at the page."""
    currency = check_currency(parameters.need("currency"))
    amount = check_amount(parameters.need_whole("amount"), currency)
    customer_id = parameters.text("customer")
    if customer_id:
        account.get("customer", customer_id, "customer")
    method_id = parameters.text("payment_method")
    confirm, off_session = parameters.flag("confirm") or False, parameters.flag("off_session") or False
    _read_how_it_is_paid(parameters)
    details = intent_details(parameters)
    parameters.finish()
    if off_session and not confirm:
        raise invalid("off_session can only be used when confirm=true.", "off_session")
    method = payment_methods.usable(account, method_id, customer_id) if method_id else None
    intent = new_intent(account, amount, currency, customer_id, details)
    if method is not None:
        intent.update(payment_method=method["id"], status="requires_confirmation")
    account.save(intent)
    announce(account, "payment_intent.created", intent)
    if not confirm:
        return intent
    if method is None:
        raise _no_method(intent)
    return charge(account, intent, method, holder="away" if off_session else "unknown")


def new_intent(
    account: Account, amount: int, currency: str, customer_id: str | None, details: Record
) -> Record:
    """An intent not yet saved, waiting for a payment method."""
    intent = account.new(
        KIND,
        amount=amount,
        amount_capturable=0,
        amount_received=0,
        canceled_at=None,
        cancellation_reason=None,
        capture_method="automatic",
        confirmation_method="automatic",
        currency=currency,
        customer=customer_id,
        last_payment_error=None,
        latest_charge=None,
        next_action=None,
        payment_method=None,
        payment_method_types=["card"],
        status="requires_payment_method",
        **details,
    )
    intent["client_secret"] = new_secret(f"{intent['id']}_secret")
    return intent


def intent_details(parameters: Parameters) -> Record:
    """The descriptive fields that checkout sessions may set too."""
    return {
        "description": parameters.text("description", 1000),
        "metadata": parameters.metadata(),
        "receipt_email": parameters.text("receipt_email", 512),
        "setup_future_usage": parameters.choice("setup_future_usage", ("off_session", "on_session")),
        "statement_descriptor": parameters.text("statement_descriptor", 22),
        "statement_descriptor_suffix": parameters.text("statement_descriptor_suffix", 22),
    }


def charge(account: Account, intent: Record, method: Record, *, holder: Presence) -> Record:
    """Charge the method; save it with the customer when the intent asks for that."""
    intent = confirm_intent(account, intent, method, holder=holder)
    paid = intent["status"] == "succeeded"
    if paid and intent["setup_future_usage"] and intent["customer"] and method["customer"] is None:
        payment_methods.attach_to(account, method, intent["customer"])
    return intent


def retrieve(account: Account, parameters: Parameters, intent_id: str) -> Record:
    """One intent."""
    parameters.text("client_secret")
    parameters.finish()
    return account.get(KIND, intent_id)


def update(account: Account, parameters: Parameters, intent_id: str) -> Record:
    """Change description, labels or receipt address."""
    intent = account.get(KIND, intent_id)
    intent["metadata"] = parameters.metadata(intent["metadata"])
    for name in ("description", "receipt_email"):
        if parameters.has(name):
            intent[name] = parameters.text(name, 1000)
    parameters.finish()
    return account.save(intent)


def confirm(account: Account, parameters: Parameters, intent_id: str) -> Record:
    """Charge an intent that waits for it."""
    intent = account.get(KIND, intent_id)
    method_id = parameters.text("payment_method") or intent["payment_method"]
    off_session = parameters.flag("off_session") or False
    _read_how_it_is_paid(parameters)
    parameters.finish()
    if intent["status"] not in CANCELABLE:
        raise _wrong_state(intent, "confirmed")
    if method_id is None:
        raise _no_method(intent)
    method = payment_methods.usable(account, method_id, intent["customer"])
    return charge(account, intent, method, holder="away" if off_session else "unknown")


def cancel(account: Account, parameters: Parameters, intent_id: str) -> Record:
    """Give up an intent that has not been paid."""
    intent = account.get(KIND, intent_id)
    reason = parameters.choice("cancellation_reason", CANCEL_REASONS)
    parameters.finish()
    if intent["status"] not in CANCELABLE:
        raise _wrong_state(intent, "canceled")
    intent.update(status="canceled", canceled_at=account.now, cancellation_reason=reason)
    account.save(intent)
    announce(account, "payment_intent.canceled", intent)
    return intent


def index(account: Account, parameters: Parameters) -> Record:
    """Intents, newest first."""
    customer_id = parameters.text("customer")
    intents = account.all(KIND, customer=customer_id) if customer_id else account.all(KIND)
    return page(intents, parameters, "/v1/payment_intents")


def _read_how_it_is_paid(parameters: Parameters) -> None:
    """Read the parameters that only choose cards, automatic capture and a return address."""
    if any(kind != "card" for kind in parameters.words("payment_method_types")):
        raise invalid("Only card is taken here.", "payment_method_types")
    automatic = parameters.group("automatic_payment_methods")
    if automatic:
        automatic.flag("enabled")
        automatic.choice("allow_redirects", ("always", "never"))
    parameters.choice("capture_method", ("automatic", "automatic_async"))
    parameters.text("return_url")


def _no_method(intent: Record) -> Failure:
    sentence = (
        "You cannot confirm this PaymentIntent because it's missing a payment method. Update the "
        "PaymentIntent with a payment method and then confirm the PaymentIntent again."
    )
    return Failure(
        400,
        "invalid_request_error",
        sentence,
        code="payment_intent_unexpected_state",
        payment_intent=intent,
    )


def _wrong_state(intent: Record, verb: str) -> Failure:
    sentence = f"This PaymentIntent could not be {verb} because it has a status of {intent['status']}."
    return Failure(
        400,
        "invalid_request_error",
        sentence,
        code="payment_intent_unexpected_state",
        payment_intent=intent,
    )


ROUTES = [
    ("POST", "/v1/payment_intents", create),
    ("GET", "/v1/payment_intents", index),
    ("GET", "/v1/payment_intents/{intent}", retrieve),
    ("POST", "/v1/payment_intents/{intent}", update),
    ("POST", "/v1/payment_intents/{intent}/confirm", confirm),
    ("POST", "/v1/payment_intents/{intent}/cancel", cancel),
]
