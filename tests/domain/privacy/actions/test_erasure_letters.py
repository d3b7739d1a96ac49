"""Guardians are written how a case of erasing stands: whom it is news to, once, and without the child's name."""

from __future__ import annotations

from typing import Any

import pytest

from museminder.domain.people.models import Guardian
from museminder.domain.privacy.actions.erasure_letters import whom_to_tell
from museminder.domain.privacy.actions.erasures import say_to_erasure
from museminder.domain.privacy.models import Erasure
from museminder.foundation.tenancy.jobs import enqueue
from museminder.primitives.clock import now
from museminder.primitives.ids import uuid7
from tests.domain.privacy.actions.test_erasures import Parents, parents
from tests.sites.member.billing.paying import work

__all__ = ["parents"]
State = Erasure.State


def test_the_other_guardian_is_asked_by_letter_and_both_hear_of_the_end(
    parents: Parents, mailoutbox: list[Any]
) -> None:
    with parents.school.inside(parents.school.owner):
        for guardian in Guardian.objects.all():
            guardian.email = f"{guardian.first_name.lower()}@example.net"
            guardian.save()
    erasure = parents.asked()
    with parents.school.inside(parents.school.owner):
        enqueue("privacy.weigh_erasure", erasure_id=str(erasure.pk))  # looked at again: no news
    work()
    asked = [(each.to, each.subject) for each in mailoutbox]
    with parents.school.inside(parents.dov):
        say_to_erasure(erasure_id=erasure.pk, agrees=True, by=parents.dov.actor, at=now())
    work()
    done = mailoutbox[len(asked) :]
    link = f"/{parents.school.slug}/privacy/erasures/{erasure.pk}/"

    assert asked == [
        (["dov@example.net"], "Clerestory Conservatory: you are asked whether a child is erased")
    ]
    assert sorted(each.to[0] for each in done) == ["dov@example.net", "maria@example.net"]
    assert {each.subject for each in done} == {"Clerestory Conservatory: a child was erased"}
    assert [(link in each.body, "Theodore" in each.body) for each in mailoutbox] == [(True, False)] * 3


@pytest.mark.parametrize(
    ("state", "told"), [("waiting", [1, 2]), ("held", [0]), ("disputed", [0, 1, 2]), ("done", [0, 1, 2])]
)
def test_who_asked_hears_what_the_others_do_not(state: str, told: list[int]) -> None:
    asks, other = uuid7(), uuid7()
    rights = [(uuid7(), asks), (uuid7(), other), (uuid7(), None)]

    assert whom_to_tell(Erasure(by_account_id=asks), state=state, rights=rights) == [
        rights[number][0] for number in told
    ]
