"""Whoever no longer runs the school is no longer written to."""

from __future__ import annotations

from django.db.models import QuerySet

from museminder.domain.privacy.actions.promotional_choices import choose_promotional_mail
from museminder.domain.privacy.models import PromotionalChoice
from museminder.domain.privacy.queries.promotional import promotional_recipients
from museminder.foundation.identity.models import Membership
from tests.schools import NOON, School


def test_a_manager_who_leaves_is_left_out(live_school: School) -> None:
    manager = live_school.add_person("Manuel", "manager")
    with live_school.inside(manager):
        choose_promotional_mail(
            membership_id=manager.membership_id, wants=True, says_of_age=True, by=manager.actor, at=NOON
        )
    everybody = QuerySet(PromotionalChoice, using="owner")
    before = promotional_recipients(everybody)
    with live_school.inside(live_school.owner):
        Membership.objects.filter(pk=manager.membership_id).update(roles=["office"])
    after = promotional_recipients(everybody)

    assert (before, after) == ([manager.account_id], [])
