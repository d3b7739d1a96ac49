"""How much is measured: in full, or little, to see that everything still works."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Rows, repetitions and seconds of one kind of run."""

    name: str  # part of the databases' names
    others: int  # studios beside the measured ones
    others_families: int
    families: int  # the list of 2,000
    weekly: int  # meetings a week
    many_families: int  # the list of 5,000
    enrolled: int  # enrollments that are posted
    chorus: int  # students on one page
    owing: int  # families with a balance, each with an invoice
    imported: int  # rows of the file that is imported
    runs: int  # of a page; each the median of `repetitions`
    repetitions: int
    long_runs: int  # of an import, a posting, a thousand invoices
    cold_runs: int  # of the first page of a new process
    seconds: float  # of steady load at 8 clients


FULL = Sizes(
    name="full",
    others=50,
    others_families=80,
    families=2_000,
    weekly=500,
    many_families=5_000,
    enrolled=10_000,
    chorus=1_000,
    owing=1_000,
    imported=400,
    runs=11,
    repetitions=10,
    long_runs=3,
    cold_runs=3,
    seconds=6.0,
)
QUICK = Sizes(
    name="quick",
    others=2,
    others_families=4,
    families=60,
    weekly=30,
    many_families=80,
    enrolled=48,
    chorus=20,
    owing=10,
    imported=6,
    runs=2,
    repetitions=1,
    long_runs=1,
    cold_runs=0,
    seconds=0.2,
)
