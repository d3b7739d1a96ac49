"""32: support without a grant, with another studio's, an ended one, no training; offboarded, with an old cookie."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connections

from museminder.domain.oversight.actions.staff import offboard_operator
from museminder.domain.oversight.actions.support_grants import end_grant, grant_support
from museminder.domain.oversight.models import SupportGrant, SupportLook, Training
from museminder.foundation.identity.queries.studios import my_studios
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import NoEntry, site, studio_context
from museminder.primitives.clock import now
from tests.factories.operators import Operator, client_with, make_operator
from tests.factories.people import make_family
from tests.schools import School, open_school

pytestmark = pytest.mark.usefixtures("vault")


def grant(school: School, operator: Operator, *, may_reveal: bool = False, hours: int = 4) -> SupportGrant:
    with school.inside(school.owner):
        return grant_support(
            account_id=operator.account_id,
            reason="The calendar shows a class twice",
            hours=hours,
            may_reveal=may_reveal,
            membership_id=school.owner.membership_id,
            by=school.owner.actor,
            at=now(),
        )


def may_enter(operator: Operator, school: School) -> bool:
    try:
        with site("studio"), studio_context(operator.secret("studio"), school.slug):
            return True
    except NoEntry:
        return False


def test_support_enters_by_a_grant_of_this_studio_and_no_other(live_school: School) -> None:
    operator, other = make_operator(), open_school("other", "Another School")
    secret = operator.secret("studio")
    with site("studio"):
        before = my_studios(secret)
    entered_before = may_enter(operator, live_school)
    grant(live_school, operator)
    with site("studio"):
        after = [(choice.slug, choice.roles) for choice in my_studios(secret)]

    assert (before, entered_before) == ([], False)
    assert after == [(live_school.slug, ("support",))]
    assert (may_enter(operator, live_school), may_enter(operator, other)) == (True, False)


def test_support_changes_nothing_whatever_it_sends(live_school: School) -> None:
    operator = make_operator()
    grant(live_school, operator, may_reveal=True)
    refused = {}
    for statement in ("update tenancy_studio set name = 'Ours now'", "set transaction read write"):
        try:
            with site("studio"), studio_context(operator.secret("studio"), live_school.slug):
                connections["studio"].cursor().execute(statement)
        except DatabaseError as error:
            refused[statement] = error.__cause__.sqlstate

    assert list(refused.values()) == ["25006", "25001"]


def test_an_ended_a_finished_and_an_untrained_grant_open_nothing(live_school: School) -> None:
    operator = make_operator()
    first = grant(live_school, operator)
    entered = may_enter(operator, live_school)
    with live_school.inside(live_school.owner):
        end_grant(grant_id=first.pk, by=live_school.owner.actor, at=now())
    ended = may_enter(operator, live_school)
    grant(live_school, operator)
    Training.objects.using("owner").update(valid_until=now().date())
    untrained = may_enter(operator, live_school)
    Training.objects.using("owner").update(valid_until=now().date() + timedelta(days=1))
    trained = may_enter(operator, live_school)
    with connections["owner"].cursor() as cursor:  # as if four hours had passed
        cursor.execute("alter table oversight_supportgrant disable trigger user")
        cursor.execute(
            "update oversight_supportgrant set granted_at = now() - interval '4 hours', expires_at = now()"
        )

    assert (entered, ended, untrained, trained) == (True, False, False, True)
    assert may_enter(operator, live_school) is False


def test_nobody_without_a_valid_training_is_granted_anything(live_school: School) -> None:
    for operator in (
        make_operator("Una Never", trained_days=None),
        make_operator("Lars Late", trained_days=0),
    ):
        with pytest.raises(Refused):
            grant(live_school, operator)
        with pytest.raises(DatabaseError) as refusal, connections["owner"].cursor() as cursor:
            cursor.execute(
                "insert into oversight_supportgrant (id, studio_id, account_id, staff_name, reason, hours, may_reveal,"
                " granted_by_id, ended_by) values (gen_random_uuid(), %s, %s, '', 'x', 4, false, %s, '')",
                [live_school.studio_id, operator.account_id, live_school.owner.membership_id],
            )
        assert refusal.value.__cause__.sqlstate == "MM403"


def test_every_page_support_opens_is_written_down_for_the_studio(live_school: School) -> None:
    operator = make_operator()
    with live_school.inside(live_school.owner):
        family = make_family(live_school, "Vandermeer")
    granted = grant(live_school, operator)
    client = client_with(operator.secret("studio"), "studio")
    seen = client.get(f"/{live_school.slug}/people/families/{family.pk}/", secure=True).status_code
    refused = client.get(f"/{live_school.slug}/people/families/create/", secure=True).status_code
    with live_school.inside(live_school.owner):
        looks = list(SupportLook.objects.filter(grant=granted).order_by("at").values_list("page", flat=True))

    assert (seen, refused) == (200, 404)
    assert looks == [f"studio:people:families:show {family.pk}"]


def test_whoever_is_offboarded_is_out_with_the_next_click(live_school: School) -> None:
    operator = make_operator()
    grant(live_school, operator)
    operating, supporting = operator.client(), client_with(operator.secret("studio"), "studio")
    home = f"/{live_school.slug}/"
    before = (operating.get("/", secure=True).status_code, supporting.get(home, secure=True).status_code)
    offboard_operator(account_id=operator.account_id, by=operator.actor, through="owner")
    after = (operating.get("/", secure=True).status_code, supporting.get(home, secure=True).status_code)
    signed_in_anew = operator.client().get("/", secure=True).status_code

    assert before == (200, 200)
    assert after == (302, 302)  # to sign in
    assert signed_in_anew == 404
    with live_school.inside(live_school.owner):
        assert SupportGrant.objects.filter(ended_at=None).count() == 0
