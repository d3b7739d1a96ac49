"""There is nothing to fetch, and no key, before a demand was approved."""

from __future__ import annotations

from museminder.domain.oversight.models import DemandExport
from museminder.primitives.ids import uuid7
from museminder.promise.probe.demanding import make_demand, make_staff
from tests.factories.operators import make_operator
from tests.schools import School


def test_nothing_before_two_agreed(live_school: School) -> None:
    demand, client = make_demand(make_staff(), live_school.studio_id), make_operator().client()
    asked = client.post(f"/demands/{demand}/archives/", secure=True)
    fetched = client.post(f"/demands/{demand}/copies/", {"key": "x"}, secure=True)
    unknown = client.post(f"/demands/{uuid7()}/archives/", secure=True)

    assert (asked.status_code, fetched.status_code, unknown.status_code) == (302, 404, 404)
    assert DemandExport.objects.using("owner").count() == 0
