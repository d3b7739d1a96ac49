"""Bad days on order: tests ask the counterpart to answer wrongly, slowly, or not at all.

A fault is taken by the next `calls` requests that match; the state file does not keep it.
"""

from dataclasses import dataclass

from counterparts.stripe.failures import invalid
from counterparts.stripe.store import Record

KINDS = ("error_before", "error_after", "hang_up_before", "hang_up_after", "slow", "rate_limit")


@dataclass
class Fault:
    """One order: what goes wrong, for how many calls, on which addresses."""

    kind: str
    calls: int
    method: str | None = None
    path: str = "/v1/"
    seconds: float = 0.0


class Faults:
    """The orders still open, oldest first."""

    def __init__(self) -> None:
        self.orders: list[Fault] = []

    def order(self, wish: Record) -> Fault:
        """Take an order `{kind, calls, method?, path?, seconds?}`; a kind we do not have is a 400."""
        kind, calls = wish.get("kind"), wish.get("calls", 1)
        if kind not in KINDS:
            raise invalid(f"kind must be one of {', '.join(KINDS)}", "kind")
        if not isinstance(calls, int) or not 1 <= calls <= 10_000:
            raise invalid("calls must be between 1 and 10000", "calls")
        fault = Fault(
            kind, calls, wish.get("method"), str(wish.get("path", "/v1/")), float(wish.get("seconds", 1.0))
        )
        self.orders.append(fault)
        return fault

    def take(self, method: str, path: str) -> Fault | None:
        """The fault for this request, used up by one call; None on a good day."""
        for fault in self.orders:
            if path.startswith(fault.path) and fault.method in {None, method}:
                fault.calls -= 1
                if fault.calls == 0:
                    self.orders.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        """Good days from now on."""
        self.orders.clear()
