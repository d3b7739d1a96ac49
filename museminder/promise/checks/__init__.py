"""Every check of the promise; importing this package registers them."""

from museminder.promise.checks import (
    cards,
    children,
    declarations,
    histories,
    isolation,
    outside,
    oversight,
    partners,
    policies,
    promotion,
    reaching,
    sealed,
    serving,
    stores,
    total,
    transfers,
)

__all__ = [
    "cards",
    "children",
    "declarations",
    "histories",
    "isolation",
    "outside",
    "oversight",
    "partners",
    "policies",
    "promotion",
    "reaching",
    "sealed",
    "serving",
    "stores",
    "total",
    "transfers",
]
