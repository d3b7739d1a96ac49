"""Agreeing to a version of the policy."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from museminder.domain.privacy.actions.policy_acceptances import accept_version
from museminder.domain.privacy.models import PolicyAcceptance
from museminder.domain.privacy.queries.policies import accepted_numbers
from tests.schools import NOON, School


def test_agreeing_twice_is_once(school: School) -> None:
    guardian = school.add_person("Eleftheria Papadimitriou", "guardian")
    with school.inside(guardian):
        for _ in range(2):
            accept_version(number=1, membership_id=guardian.membership_id, by=guardian.actor, at=NOON)

        assert accepted_numbers(account_id=guardian.account_id) == {1}
        assert PolicyAcceptance.objects.count() == 1


def test_only_the_office_sees_who_agreed(school: School) -> None:
    guardian = school.add_person("Eleftheria Papadimitriou", "guardian")
    other = school.add_person("Wilhelmina Okonkwo", "guardian")
    with school.inside(guardian):
        accept_version(number=1, membership_id=guardian.membership_id, by=guardian.actor, at=NOON)

    with school.inside(other):
        assert PolicyAcceptance.objects.count() == 0
    with school.inside(school.owner):
        assert PolicyAcceptance.objects.get().account_id == guardian.account_id


def test_what_was_never_posted_cannot_be_agreed_to(school: School) -> None:
    owner = school.owner
    with school.inside(owner), pytest.raises(IntegrityError):
        accept_version(number=9, membership_id=owner.membership_id, by=owner.actor, at=NOON)
