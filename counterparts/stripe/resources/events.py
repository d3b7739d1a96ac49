"""Events: what happened, to be asked for when a webhook may have been lost."""

from counterparts.stripe.accounts import Account
from counterparts.stripe.listing import page
from counterparts.stripe.parameters import Parameters
from counterparts.stripe.store import Record

KIND = "event"


def retrieve(account: Account, parameters: Parameters, event_id: str) -> Record:
    """One event."""
    parameters.finish()
    return account.get(KIND, event_id)


def index(account: Account, parameters: Parameters) -> Record:
    """Events, newest first; `type` (with `*` at its end if wanted) or `types[]` choose some."""
    one, several = parameters.text("type"), set(parameters.words("types"))
    events = account.all(KIND)
    if one is not None and one.endswith("*"):
        events = [event for event in events if event["type"].startswith(one[:-1])]
    elif one is not None:
        events = [event for event in events if event["type"] == one]
    if several:
        events = [event for event in events if event["type"] in several]
    return page(events, parameters, "/v1/events")


ROUTES = [("GET", "/v1/events", index), ("GET", "/v1/events/{event}", retrieve)]
