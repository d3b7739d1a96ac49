"""Half-years are counted by when a demand came; one that was answered without a notice is late at once."""

from __future__ import annotations

from museminder.domain.oversight.models import DemandExport
from museminder.domain.oversight.queries.legal_demands import counts, exports_waiting, late_notices
from museminder.foundation.tenancy.context import site
from museminder.primitives.clock import now
from museminder.promise.probe.demanding import is_answered, is_approved, make_demand, make_staff, rows_of
from tests.schools import School


def test_answered_without_a_notice_is_late(school: School) -> None:
    clerk, first, second = make_staff(), make_staff(), make_staff()
    demand, waiting = make_demand(clerk), make_demand(clerk)
    for each in (demand, waiting):
        assert (is_approved(each, [first, second]), is_answered(each, first)) == (True, True)
    rows_of(DemandExport).filter(demand_id=demand).update(made_at=now(), content=b"\x01x")
    with site("owner"):
        assert [each.demand_id for each in exports_waiting()] == [waiting]
        assert late_notices(now()) == [demand]
        assert [(each.received, each.fulfilled) for each in counts()] == [(2, 0)]
