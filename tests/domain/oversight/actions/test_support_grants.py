"""A grant is for a time and a reason, and ends once."""

from __future__ import annotations

import pytest

from museminder.domain.oversight.actions.support_grants import end_grant, grant_support
from museminder.domain.oversight.models import SupportGrant
from museminder.foundation.audit.models import Change
from museminder.foundation.identity.rules import Refused
from museminder.primitives.clock import now
from tests.factories.operators import Operator, make_operator
from tests.schools import School


def let_in(
    school: School, operator: Operator, hours: int = 4, reason: str = "A class is there twice"
) -> SupportGrant:
    return grant_support(
        account_id=operator.account_id,
        reason=reason,
        hours=hours,
        may_reveal=False,
        membership_id=school.owner.membership_id,
        by=school.owner.actor,
        at=now(),
    )


@pytest.mark.parametrize(("hours", "reason"), [(0, "x"), (169, "x"), (4, " ")])
def test_too_long_and_without_a_reason_is_refused(school: School, hours: int, reason: str) -> None:
    operator = make_operator()
    with school.inside(school.owner), pytest.raises(Refused):
        let_in(school, operator, hours, reason)


def test_the_database_sets_times_and_name_and_ends_a_grant_once(school: School) -> None:
    operator = make_operator()
    with school.inside(school.owner):
        grant = let_in(school, operator)
        ended = end_grant(grant_id=grant.pk, by=school.owner.actor, at=now())
        again = end_grant(grant_id=grant.pk, by=school.owner.actor, at=now())
        changes = [change.what for change in Change.objects.order_by("id")]

    assert grant.staff_name == operator.staff.name
    assert (grant.expires_at - grant.granted_at).total_seconds() == 4 * 3600
    assert ended.ended_at == again.ended_at
    assert changes == ["oversight.support.granted", "oversight.support.ended"]
