"""Everything that can be measured, by name, in the order it is measured in."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from benchmarks.measures.access_log import access_log
from benchmarks.measures.importing import importing
from benchmarks.measures.invoices import invoices
from benchmarks.measures.isolation import isolation
from benchmarks.measures.pages import calendar, families, home
from benchmarks.measures.posting import posting
from benchmarks.measures.rates import rates
from benchmarks.measures.statements import statements
from benchmarks.measures.vault import vault
from benchmarks.measuring import Result
from benchmarks.stage import Stage

BENCHMARKS: dict[str, Callable[[Stage], Iterable[Result]]] = {
    "calendar": calendar,
    "families": families,
    "home": home,
    "isolation": isolation,
    "import": importing,
    "invoices": invoices,
    "posting": posting,
    "rates": rates,
    "statements": statements,
    "vault": vault,
    "access-log": access_log,
}
