"""Setup intents: save a card for later, charge nothing now."""

from counterparts.stripe.accounts import Account
from counterparts.stripe.events import announce
from counterparts.stripe.failures import CardFailure, invalid
from counterparts.stripe.identifiers import new_secret
from counterparts.stripe.listing import page
from counterparts.stripe.parameters import Parameters
from counterparts.stripe.resources import payment_methods
from counterparts.stripe.store import Record

KIND = "setup_intent"


def new_setup(account: Account, customer_id: str | None, details: Record) -> Record:
    """A setup intent not yet saved, waiting for a card."""
    setup = account.new(
        KIND,
        customer=customer_id,
        last_setup_error=None,
        next_action=None,
        payment_method=None,
        payment_method_types=["card"],
        status="requires_payment_method",
        usage="off_session",
        **details,
    )
    setup["client_secret"] = new_secret(f"{setup['id']}_secret")
    return setup


def setup_details(parameters: Parameters) -> Record:
    """The descriptive fields that checkout sessions may set too."""
    return {"description": parameters.text("description", 1000), "metadata": parameters.metadata()}


def complete(account: Account, setup: Record, method: Record) -> Record:
    """Save the card with the customer; a refusal is kept on the setup intent."""
    setup["payment_method"] = method["id"]
    try:
        if setup["customer"]:
            payment_methods.attach_to(account, method, setup["customer"])
    except CardFailure as refusal:
        setup.update(payment_method=None, last_setup_error=dict(refusal.error))
        account.save(setup)
        announce(account, "setup_intent.setup_failed", setup)
        refusal.error["setup_intent"] = setup
        raise
    setup.update(status="succeeded", last_setup_error=None)
    account.save(setup)
    announce(account, "setup_intent.succeeded", setup)
    return setup


def create(account: Account, parameters: Parameters) -> Record:
    """A new setup intent; `confirm=true` with a payment method completes it at once."""
    customer_id, method_id = parameters.text("customer"), parameters.text("payment_method")
    confirm_now = parameters.flag("confirm") or False
    parameters.choice("usage", ("off_session",))
    _read_how_it_is_saved(parameters)
    details = setup_details(parameters)
    parameters.finish()
    if customer_id:
        account.get("customer", customer_id, "customer")
    setup = new_setup(account, customer_id, details)
    method = payment_methods.usable(account, method_id, customer_id) if method_id else None
    if method is not None:
        setup.update(payment_method=method["id"], status="requires_confirmation")
    account.save(setup)
    announce(account, "setup_intent.created", setup)
    if not confirm_now:
        return setup
    if method is None:
        raise invalid("You cannot confirm this SetupIntent because it's missing a payment method.")
    return complete(account, setup, method)


def confirm(account: Account, parameters: Parameters, setup_id: str) -> Record:
    """Save the card."""
    setup = account.get(KIND, setup_id)
    method_id = parameters.text("payment_method") or setup["payment_method"]
    _read_how_it_is_saved(parameters)
    parameters.finish()
    if setup["status"] in {"succeeded", "canceled"}:
        raise invalid(f"This SetupIntent is already {setup['status']}.", code="setup_intent_unexpected_state")
    if method_id is None:
        raise invalid("You cannot confirm this SetupIntent because it's missing a payment method.")
    return complete(account, setup, payment_methods.usable(account, method_id, setup["customer"]))


def retrieve(account: Account, parameters: Parameters, setup_id: str) -> Record:
    """One setup intent."""
    parameters.finish()
    return account.get(KIND, setup_id)


def index(account: Account, parameters: Parameters) -> Record:
    """Setup intents, newest first."""
    customer_id = parameters.text("customer")
    setups = account.all(KIND, customer=customer_id) if customer_id else account.all(KIND)
    return page(setups, parameters, "/v1/setup_intents")


def _read_how_it_is_saved(parameters: Parameters) -> None:
    if any(kind != "card" for kind in parameters.words("payment_method_types")):
        raise invalid("Only card is taken here.", "payment_method_types")
    automatic = parameters.group("automatic_payment_methods")
    if automatic:
        automatic.flag("enabled")
        automatic.choice("allow_redirects", ("always", "never"))
    parameters.text("return_url")


ROUTES = [
    ("POST", "/v1/setup_intents", create),
    ("GET", "/v1/setup_intents", index),
    ("GET", "/v1/setup_intents/{setup}", retrieve),
    ("POST", "/v1/setup_intents/{setup}/confirm", confirm),
]
