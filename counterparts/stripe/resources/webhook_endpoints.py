"""Webhook endpoints: where the account wants to be told. The secret is shown once, at creation."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from counterparts.stripe.accounts import Account
from counterparts.stripe.failures import invalid
from counterparts.stripe.identifiers import new_secret
from counterparts.stripe.listing import page
from counterparts.stripe.parameters import Parameters
from counterparts.stripe.store import Record

KIND = "webhook_endpoint"


def create(account: Account, parameters: Parameters) -> Record:
    """Register an address for some kinds of event (`*` for all); the answer holds the secret."""
    endpoint = account.new(
        KIND,
        url=check_address(parameters.need("url")),
        enabled_events=_wanted(parameters),
        description=parameters.text("description"),
        metadata=parameters.metadata(),
        api_version=parameters.text("api_version"),
        status="enabled",
    )
    parameters.finish()
    secret = new_secret("whsec")
    account.save(endpoint, {"secret": secret})
    return {**endpoint, "secret": secret}


def update(account: Account, parameters: Parameters, endpoint_id: str) -> Record:
    """Change address, wanted kinds, or switch it off and on."""
    endpoint = account.get(KIND, endpoint_id)
    if parameters.has("url"):
        endpoint["url"] = check_address(parameters.need("url"))
    if parameters.has("enabled_events"):
        endpoint["enabled_events"] = _wanted(parameters)
    disabled = parameters.flag("disabled")
    if disabled is not None:
        endpoint["status"] = "disabled" if disabled else "enabled"
    endpoint["metadata"] = parameters.metadata(endpoint["metadata"])
    parameters.finish()
    return account.save(endpoint)


def retrieve(account: Account, parameters: Parameters, endpoint_id: str) -> Record:
    """One endpoint, without its secret."""
    parameters.finish()
    return account.get(KIND, endpoint_id)


def delete(account: Account, parameters: Parameters, endpoint_id: str) -> Record:
    """Stop telling this address."""
    account.get(KIND, endpoint_id)
    parameters.finish()
    account.store.delete(endpoint_id)
    return {"id": endpoint_id, "object": KIND, "deleted": True}


def index(account: Account, parameters: Parameters) -> Record:
    """Endpoints, newest first."""
    return page(account.all(KIND), parameters, "/v1/webhook_endpoints")


def check_address(url: str) -> str:
    """The address, if it is on this computer: a stand-in must not call anybody else."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError as mistake:
        raise invalid("Invalid URL", "url", "url_invalid") from mistake
    if parts.scheme not in {"http", "https"} or not is_this_computer(parts.hostname):
        raise invalid(
            "Invalid URL: this stand-in only calls addresses of this computer.", "url", "url_invalid"
        )
    return url


def is_this_computer(host: str | None) -> bool:
    """Whether a host name or address is the loopback of this computer."""
    if not host:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _wanted(parameters: Parameters) -> list[str]:
    wanted = parameters.words("enabled_events")
    if not wanted:
        raise invalid("Missing required param: enabled_events.", "enabled_events", "parameter_missing")
    return wanted


ROUTES = [
    ("POST", "/v1/webhook_endpoints", create),
    ("GET", "/v1/webhook_endpoints", index),
    ("GET", "/v1/webhook_endpoints/{endpoint}", retrieve),
    ("POST", "/v1/webhook_endpoints/{endpoint}", update),
    ("DELETE", "/v1/webhook_endpoints/{endpoint}", delete),
]
