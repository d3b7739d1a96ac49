"""Disputes as the studio sees them; opening one is the card holder's doing (see the controls)."""

from counterparts.stripe.accounts import Account
from counterparts.stripe.disputing import OPEN_STATUSES, close_dispute
from counterparts.stripe.events import announce
from counterparts.stripe.failures import invalid
from counterparts.stripe.listing import page
from counterparts.stripe.parameters import Parameters
from counterparts.stripe.store import Record

KIND = "dispute"
EVIDENCE = ("customer_name", "product_description", "service_date", "uncategorized_text")


def retrieve(account: Account, parameters: Parameters, dispute_id: str) -> Record:
    """One dispute."""
    parameters.finish()
    return account.get(KIND, dispute_id)


def update(account: Account, parameters: Parameters, dispute_id: str) -> Record:
    """Answer with evidence; `submit=true` sends it to the bank."""
    dispute = account.get(KIND, dispute_id)
    evidence, submit = parameters.group("evidence"), parameters.flag("submit") or False
    sent = {name: evidence.text(name, 20_000) for name in EVIDENCE} if evidence else {}
    dispute["metadata"] = parameters.metadata(dispute["metadata"])
    parameters.finish()
    if dispute["status"] not in OPEN_STATUSES:
        raise invalid(f"Dispute {dispute_id} is already closed.", "dispute")
    before = {"status": dispute["status"]}
    dispute["evidence"].update({name: value for name, value in sent.items() if value is not None})
    dispute["evidence_details"]["has_evidence"] = bool(dispute["evidence"])
    if submit:
        dispute["status"] = "under_review"
        dispute["evidence_details"]["submission_count"] += 1
    account.save(dispute)
    announce(account, "charge.dispute.updated", dispute, before)
    return dispute


def close(account: Account, parameters: Parameters, dispute_id: str) -> Record:
    """Accept the dispute: it is lost."""
    parameters.finish()
    return close_dispute(account, account.get(KIND, dispute_id), "lost")


def index(account: Account, parameters: Parameters) -> Record:
    """Disputes, newest first, of a charge or an intent if wanted."""
    wanted = {name: parameters.text(name) for name in ("charge", "payment_intent")}
    equal = {name: value for name, value in wanted.items() if value is not None}
    return page(account.all(KIND, **equal), parameters, "/v1/disputes")


ROUTES = [
    ("GET", "/v1/disputes", index),
    ("GET", "/v1/disputes/{dispute}", retrieve),
    ("POST", "/v1/disputes/{dispute}", update),
    ("POST", "/v1/disputes/{dispute}/close", close),
]
