"""Looks through the database's own catalogs for whatever would let one studio see another."""

from museminder.foundation.tenancy.sweep.findings import Finding
from museminder.foundation.tenancy.sweep.sweeping import NotClean, refuse_unless_clean, sweep

__all__ = ["Finding", "NotClean", "refuse_unless_clean", "sweep"]
