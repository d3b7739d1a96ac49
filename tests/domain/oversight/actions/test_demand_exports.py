"""The key of an archive is given once, and one archive answers one demand."""

from __future__ import annotations

import pytest

from museminder.domain.oversight.actions.demand_exports import ask_for_demand_export, fetch_demand_export
from museminder.domain.oversight.models import DemandExport
from museminder.foundation.identity.rules import Refused
from museminder.foundation.vault.locking import lock_up, unlock
from museminder.primitives.actor import PROGRAM
from museminder.primitives.clock import now
from museminder.promise.probe.demanding import is_approved, make_demand, make_staff, rows_of
from tests.factories.operators import make_operator, operating
from tests.schools import School


def test_one_archive_with_one_key(school: School) -> None:
    alma, demand = make_operator("Alma"), make_demand(make_staff(), school.studio_id)
    assert is_approved(demand, [make_staff(), make_staff()])
    with operating(alma):
        with pytest.raises(Refused):
            ask_for_demand_export(demand_id=demand, by=PROGRAM, at=now())
        key = ask_for_demand_export(demand_id=demand, by=alma.actor, at=now())
        with pytest.raises(Refused):
            ask_for_demand_export(demand_id=demand, by=alma.actor, at=now())
        export = DemandExport.objects.get()
        with pytest.raises(Refused):  # it is not made yet
            fetch_demand_export(export_id=export.pk, key=key, by=alma.actor, at=now())
    kept = rows_of(DemandExport).get()

    assert unlock(lock_up(b"x", bytes(kept.lock), "here"), key, "here") == b"x"
    assert key.encode() not in bytes(kept.lock)
