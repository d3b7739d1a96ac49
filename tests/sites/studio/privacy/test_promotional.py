"""Promotional mail is off; who runs a school turns it on and off for themselves, and nobody for anybody else."""

from __future__ import annotations

from django.db.models import QuerySet

from museminder.domain.privacy.models import PromotionalChoice
from museminder.domain.privacy.queries.promotional import promotional_recipients
from tests.browsing import get, post
from tests.schools import School

HERE = "privacy/promotional/"


def test_each_adult_who_runs_the_school_says_it_for_themselves(live_school: School) -> None:
    owner, manager = live_school.owner, live_school.add_person("Manuel", "manager")
    others = [live_school.add_person(role, role) for role in ("office", "instructor")]
    listed, codes = [], []
    for person, path, data in (
        (owner, HERE, {}),
        (manager, HERE, {"says_of_age": "on"}),
        (owner, HERE, {"says_of_age": "on"}),
        (owner, f"{HERE}revoke/", {}),
    ):
        codes.append(post(person, live_school, path, data).status_code)
        everybody = QuerySet(PromotionalChoice, using="owner")
        listed.append(set(promotional_recipients(everybody)))
    pages = [get(each, live_school, HERE).content.decode() for each in (owner, manager)]

    assert codes == [422, 302, 302, 302]
    assert listed == [
        set(),
        {manager.account_id},
        {manager.account_id, owner.account_id},
        {manager.account_id},
    ]
    assert ["It is on" in page for page in pages] == [False, True]
    assert [get(each, live_school, HERE).status_code for each in others] == [404, 404]
