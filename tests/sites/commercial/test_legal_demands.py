"""Anyone reads how many legal demands came, in bands, beside what could be handed over."""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape
from typing import Any

from museminder.domain.oversight.models import LegalDemand
from museminder.domain.oversight.queries.legal_demands import HalfYear, counts
from museminder.foundation.published.publishing import publish
from museminder.foundation.tenancy.context import site
from museminder.primitives.clock import now
from museminder.promise.probe.demanding import make_demand, make_staff, rows_of


def test_counts_and_what_could_be_demanded(ask: Any) -> None:
    before = unescape(ask("/promise/legal-demands/").content.decode())
    demands = [make_demand(make_staff()) for _time in range(3)]
    rows_of(LegalDemand).filter(pk=demands[0]).update(received_at=datetime(2026, 6, 30, tzinfo=UTC))
    rows_of(LegalDemand).filter(pk=demands[1]).update(
        received_at=datetime(2026, 7, 1, tzinfo=UTC), closed_as="refused", closed_at=now()
    )
    rows_of(LegalDemand).filter(pk=demands[2]).update(received_at=datetime(2026, 7, 2, tzinfo=UTC))
    publish(at=now())
    with site("worker"):
        counted = [(each.name, each.received, each.refused, each.fulfilled, each.band) for each in counts()]
    after = unescape(ask("/promise/legal-demands/").content.decode())

    assert "None so far" in before
    assert counted == [("2026-2", 2, 1, 0, "0"), ("2026-1", 1, 0, 0, "0")]
    assert [word in after for word in ("2026-2", "2026-1", "birth date", "Sealed", "None so far")] == [
        *(True, True, True, True),
        False,
    ]


def test_families_are_counted_in_bands() -> None:
    assert [HalfYear("x", families=each).band for each in (0, 1, 9, 10, 999, 1000)] == [
        *("0", "1–9", "1–9", "10–99", "100–999"),
        "1000+",
    ]
