"""Appointing and parting; a studio's only owner stays its owner."""

from __future__ import annotations

import pytest

from museminder.domain.oversight.actions.staff import appoint_operator, offboard_operator
from museminder.domain.oversight.models import OperatorStaff
from museminder.foundation.identity.models import Membership, Session
from museminder.foundation.identity.rules import Refused
from museminder.primitives.clock import now
from tests.factories.operators import make_operator, operating
from tests.schools import School


def test_nobody_is_appointed_twice(school: School) -> None:
    operator, other = make_operator(), make_operator("Una Second")
    with operating(operator), pytest.raises(Refused):
        appoint_operator(account_id=other.account_id, name="Una", by=operator.actor, at=now())


def test_parting_ends_sessions_and_staff_memberships_but_the_only_owner_s(school: School) -> None:
    operator = make_operator()
    leaving = school.add_person("Lionel Leaving", "office")
    for account_id in (leaving.account_id, school.owner.account_id):
        OperatorStaff(account_id=account_id, name="Both", started_at=now(), appointed_by="Test").save(
            using="owner"
        )
    with operating(operator):
        for account_id in (leaving.account_id, school.owner.account_id):
            offboard_operator(account_id=account_id, by=operator.actor)
        with pytest.raises(Refused):
            offboard_operator(account_id=leaving.account_id, by=operator.actor)
    members = dict(Membership._base_manager.using("owner").values_list("account_id", "ended_at"))
    sessions = Session.objects.filter(account_id__in=members).values_list("revoked_at", flat=True)

    assert {who: ended is None for who, ended in members.items()} == {
        school.owner.account_id: True,
        leaving.account_id: False,
    }
    assert [revoked is None for revoked in sessions] == [False, False]
