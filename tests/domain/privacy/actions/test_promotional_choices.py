"""A yes to promotional mail is one's own, of an adult who runs the school."""

from __future__ import annotations

import pytest

from museminder.domain.privacy.actions.promotional_choices import choose_promotional_mail
from museminder.domain.privacy.queries.promotional import wants_promotional_mail
from museminder.foundation.identity.rules import Refused
from tests.schools import NOON, School


def test_nobody_else_says_it(live_school: School) -> None:
    owner, office = live_school.owner, live_school.add_person("Olga", "office")
    said = {"wants": True, "says_of_age": True, "at": NOON}
    for person, by, changed, sentence in (
        (office, owner, {}, "for themselves"),
        (owner, owner, {"says_of_age": False}, "Only adults"),
        (office, office, {}, "owners and managers"),
    ):
        with live_school.inside(by), pytest.raises(Refused, match=sentence):
            choose_promotional_mail(membership_id=person.membership_id, by=by.actor, **(said | changed))
    with live_school.inside(owner):
        before = wants_promotional_mail(owner.account_id)
        choose_promotional_mail(membership_id=owner.membership_id, by=owner.actor, **said)
        after = wants_promotional_mail(owner.account_id)

    assert (before, after) == (False, True)
