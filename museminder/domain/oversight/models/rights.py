"""What the tables of oversight have in common: who may touch them."""

from __future__ import annotations

from django.db.models.constraints import BaseConstraint

from museminder.foundation.tenancy.access import Access

# The database says who operates: a context that sec.begin_operator issued for a session of the operator site.
OPERATING = "(SELECT sec.operator())"


def kept_by_operators(table: str, *, to: str = "select, insert") -> list[BaseConstraint]:
    """Operators keep the register, jobs read it: checks of the promise run as jobs do."""
    return [
        Access(role="operator", name=f"{table}_operator", to=to, where=OPERATING),
        Access(role="worker", name=f"{table}_worker", to="select"),
    ]
