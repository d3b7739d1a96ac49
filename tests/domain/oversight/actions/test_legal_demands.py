"""A demand is for a studio that there is, and is closed once; what was approved by one is not answered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from museminder.domain.oversight.actions.demand_exports import ask_for_demand_export
from museminder.domain.oversight.actions.legal_demands import approve_demand, close_demand, record_demand
from museminder.domain.oversight.models import LegalDemand
from museminder.foundation.identity.rules import Refused
from museminder.primitives.clock import now
from museminder.primitives.ids import uuid7
from museminder.promise.probe.demanding import make_demand, make_staff, rows_of
from tests.factories.operators import make_operator, operating
from tests.schools import School


def test_no_such_studio_is_refused(school: School) -> None:
    clara = make_operator("Clara")
    with operating(clara), pytest.raises(Refused):
        record_demand(
            number=school.studio_id + 1,
            kind="subpoena",
            issuer="Court",
            reference="1",
            document_sha256="ab" * 32,
            received_at=now(),
            family_ids=[],
            student_ids=[uuid7()],
            records=["student"],
            expires_at=now() + timedelta(days=1),
            gag_until=None,
            by=clara.actor,
            at=now(),
        )


def test_closed_once_and_not_approved_afterwards(school: School) -> None:
    alma, demand = make_operator("Alma"), make_demand(make_staff(), school.studio_id)
    with operating(alma):
        approve_demand(demand_id=demand, by=alma.actor, at=now())
        with pytest.raises(Refused):
            ask_for_demand_export(demand_id=demand, by=alma.actor, at=now())
        close_demand(demand_id=demand, closed_as="refused", by=alma.actor, at=now())
        with pytest.raises(Refused):
            close_demand(demand_id=demand, closed_as="revoked", by=alma.actor, at=now())
    bela = make_operator("Bela")
    with operating(bela), pytest.raises(Refused):
        approve_demand(demand_id=demand, by=bela.actor, at=now())
    kept = rows_of(LegalDemand).get(pk=demand)

    assert (kept.first_approver, kept.second_approver, kept.closed_as) == ("Alma", "", "refused")
