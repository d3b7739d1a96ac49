"""Lists, a page at a time, newest first: `limit`, `starting_after`, `ending_before`, `created[…]`."""

from collections.abc import Callable

from counterparts.stripe.failures import invalid, missing
from counterparts.stripe.parameters import Parameters
from counterparts.stripe.store import Record

COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "gt": lambda created, bound: created > bound,
    "gte": lambda created, bound: created >= bound,
    "lt": lambda created, bound: created < bound,
    "lte": lambda created, bound: created <= bound,
}


def page(records: list[Record], parameters: Parameters, url: str) -> Record:
    """One page of the records given newest first, as Stripe's `list` object."""
    limit = parameters.whole("limit")
    limit = 10 if limit is None else limit
    if not 1 <= limit <= 100:
        sentence = f"This value must be between 1 and 100 (it currently is '{limit}')."
        raise invalid(sentence, "limit", "parameter_invalid_integer")
    after, before = parameters.text("starting_after"), parameters.text("ending_before")
    if after and before:
        raise invalid("You cannot parameterize both starting_after and ending_before.", "starting_after")
    records = _created(records, parameters)
    parameters.finish()
    if before:
        newer = records[: _place(records, before, "ending_before")]
        chosen, rest = newer[-limit:], len(newer) - limit
    else:
        older = records[_place(records, after, "starting_after") + 1 :] if after else records
        chosen, rest = older[:limit], len(older) - limit
    return {"object": "list", "url": url, "has_more": rest > 0, "data": chosen}


def whole_list(records: list[Record], url: str) -> Record:
    """A short list given whole inside another object."""
    return {"object": "list", "url": url, "has_more": False, "data": records}


def _created(records: list[Record], parameters: Parameters) -> list[Record]:
    if not parameters.is_group("created"):
        exactly = parameters.whole("created")
        return records if exactly is None else [record for record in records if record["created"] == exactly]
    bounds = parameters.group("created")
    for name, compare in COMPARISONS.items():
        bound = bounds.whole(name) if bounds else None
        if bound is not None:
            records = [record for record in records if compare(record["created"], bound)]
    return records


def _place(records: list[Record], object_id: str, param: str) -> int:
    for place, record in enumerate(records):
        if record["id"] == object_id:
            return place
    raise missing("object", object_id, param)
