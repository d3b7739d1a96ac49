"""Emergencies stand newest first, and can be agreed to for an hour."""

from __future__ import annotations

from datetime import timedelta

from museminder.domain.oversight.models import BrokenGlass
from museminder.domain.oversight.queries.broken_glass import emergencies
from museminder.foundation.tenancy.context import site
from museminder.primitives.clock import now
from museminder.promise.probe.demanding import make_staff
from tests.schools import School


def test_newest_first_and_open_for_an_hour(school: School) -> None:
    account = make_staff()
    for reason in ("first", "second"):
        facts = {
            "number": school.studio_id,
            "emergency": "safety",
            "requester_id": account,
            "requested_at": now(),
        }
        BrokenGlass(reason=reason, **facts).save(using="owner", force_insert=True)
    with site("owner"):
        found = emergencies()

    assert [each.reason for each in found] == ["second", "first"]
    asked_at = found[0].requested_at
    assert [found[0].can_be_approved(at=asked_at + timedelta(minutes=each)) for each in (59, 60)] == [
        True,
        False,
    ]
