"""32, in an emergency: alone, untaught, for long, for nothing, twice, unseen; and out with one click of the owner."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connections

from museminder.domain.oversight.actions.broken_glass import ask_to_break_glass, break_glass
from museminder.domain.oversight.actions.support_grants import end_grant
from museminder.domain.oversight.models import BrokenGlass, SupportGrant
from museminder.foundation.identity.rules import Refused
from museminder.primitives.clock import now
from tests.attacks.test_32_support import may_enter
from tests.factories.operators import Operator, make_operator, operating
from tests.factories.people import make_staff_member
from tests.schools import School
from tests.sites.operator.counting import count
from tests.sites.studio.switching.test_imports import work

pytestmark = pytest.mark.usefixtures("vault")


def ask(
    operator: Operator, school: School, emergency: str = "safety", reason: str = "A threat"
) -> BrokenGlass:
    with operating(operator):
        return ask_to_break_glass(
            number=school.studio_id, emergency=emergency, reason=reason, by=operator.actor, at=now()
        )


def agree(operator: Operator, glass: BrokenGlass) -> None:
    with operating(operator):
        break_glass(glass_id=glass.pk, by=operator.actor)


def code_of(statement: str, *values: object) -> str:
    with pytest.raises(DatabaseError) as refusal, connections["owner"].cursor() as cursor:
        cursor.execute(statement, values)
    return refusal.value.__cause__.sqlstate


def test_an_emergency_takes_two_of_us_and_is_seen_at_once(live_school: School, mailoutbox) -> None:
    alma, bela = make_operator("Alma Asks"), make_operator("Bela Agrees")
    untaught = make_operator("Una Never", trained_days=None)
    with live_school.inside(live_school.owner):
        make_staff_member(live_school, "Honora", live_school.owner, email="honora@example.com")
    count()
    refused = []
    for who, emergency, reason in (
        (untaught, "safety", "x"),
        (alma, "curiosity", "x"),
        (alma, "safety", " "),
    ):
        with pytest.raises(Refused):
            ask(who, live_school, emergency, reason)
        refused.append(emergency)
    glass = ask(alma, live_school)
    for who in (alma, untaught):
        with pytest.raises(Refused):
            agree(who, glass)
    alone = may_enter(alma, live_school)
    agree(bela, glass)
    with pytest.raises(Refused):
        agree(bela, glass)
    opened = (may_enter(alma, live_school), may_enter(bela, live_school))
    work()
    with live_school.inside(live_school.owner):
        grant = SupportGrant.objects.get()
        end_grant(grant_id=grant.pk, by=live_school.owner.actor, at=now())

    assert len(refused) == 3
    assert (alone, opened, may_enter(alma, live_school)) == (False, (True, False), False)
    assert (grant.staff_name, grant.approved_by, grant.may_reveal) == ("Alma Asks", "Bela Agrees", False)
    assert grant.expires_at - grant.granted_at == timedelta(hours=1)
    assert [letter.to for letter in mailoutbox] == [["honora@example.com"]]
    assert "Alma Asks" in mailoutbox[0].body


def test_no_statement_makes_an_emergency_of_one(live_school: School) -> None:
    alma, bela = make_operator("Alma Asks"), make_operator("Bela Agrees")
    count()
    glass = ask(alma, live_school)
    itself = code_of(
        "update oversight_brokenglass set approver_id = requester_id, approver = 'x' where id = %s", glass.pk
    )
    forged = code_of(
        "insert into oversight_supportgrant (id, studio_id, account_id, staff_name, reason, hours, may_reveal,"
        " ended_by, glass_id, approved_by) values (gen_random_uuid(), %s, %s, '', 'x', 1, false, '', %s, 'x')",
        *(live_school.studio_id, alma.account_id, glass.pk),
    )
    with (
        pytest.raises(DatabaseError) as for_another,
        operating(alma),
        connections["operator"].cursor() as cursor,
    ):
        cursor.execute("select sec.break_glass(%s, %s)", [glass.pk, bela.account_id])
    with connections["owner"].cursor() as cursor:
        cursor.execute("update oversight_brokenglass set requested_at = now() - interval '61 minutes'")
    with pytest.raises(Refused):
        agree(bela, glass)

    assert (itself, forged, for_another.value.__cause__.sqlstate) == ("23514", "MM403", "28000")
    assert SupportGrant.objects.using("owner").count() == 0
