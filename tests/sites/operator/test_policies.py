"""Posting a version of the policy."""

from __future__ import annotations

from museminder.domain.privacy.models import PolicyVersion
from museminder.primitives.clock import now
from tests.factories.operators import make_operator
from tests.schools import School


def test_a_policy_of_29_days_is_refused_beside_its_field(live_school: School) -> None:
    client = make_operator().client()
    day = now().date()
    early = client.post(
        "/policies/2/postings/", {"effective_on": day.fromordinal(day.toordinal() + 29)}, secure=True
    )
    refused = PolicyVersion.objects.using("owner").count()
    posted = client.post(
        "/policies/2/postings/", {"effective_on": day.fromordinal(day.toordinal() + 32)}, secure=True
    )

    assert (early.status_code, refused) == (422, 1)
    assert "Everybody has 30 days to read it" in early.content.decode()
    assert (posted.status_code, PolicyVersion.objects.using("owner").count()) == (302, 2)
