"""`expand[]`: puts the whole object where an answer would hold its id."""

from typing import Any

from counterparts.stripe.accounts import Account
from counterparts.stripe.failures import invalid
from counterparts.stripe.identifiers import kind_of
from counterparts.stripe.store import Record

DEEPEST = 4


def expand(account: Account, answer: Record, wishes: list[str]) -> Record:
    """The answer with each dotted wish (`data.payment_intent.latest_charge`) filled in."""
    for wish in wishes:
        steps = wish.split(".")
        if len(steps) > DEEPEST:
            raise invalid(f"You cannot expand more than {DEEPEST} levels of a property: {wish}", "expand")
        _fill(account, answer, steps, wish)
    return answer


def _fill(account: Account, level: Any, steps: list[str], wish: str) -> None:
    if isinstance(level, list):
        for row in level:
            _fill(account, row, steps, wish)
        return
    name = steps[0]
    if not isinstance(level, dict) or name not in level:
        raise invalid(f"This property cannot be expanded ({wish}).", "expand")
    value = level[name]
    if value is None:
        return
    if isinstance(value, str):
        kind = kind_of(value)
        if kind is None or name == "id":
            raise invalid(f"This property cannot be expanded ({wish}).", "expand")
        level[name] = account.get(kind, value, name)
    if len(steps) > 1:
        _fill(account, level[name], steps[1:], wish)
    elif not isinstance(level[name], dict):
        raise invalid(f"This property cannot be expanded ({wish}).", "expand")
