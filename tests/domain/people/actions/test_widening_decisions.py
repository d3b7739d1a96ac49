"""What waited is decided; who may decide it is in attack 21."""

import pytest

from museminder.domain.people.actions.guardians import deactivate_guardian
from museminder.domain.people.actions.widening_decisions import confirm_widening, refuse_widening
from museminder.domain.people.actions.widenings import ask_for_guardian
from museminder.domain.people.models import Widening
from museminder.foundation.identity.rules import Refused
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, School


def test_nobody_who_left_is_given_anything_and_whoever_asked_may_take_it_back(school: School) -> None:
    maria, ida = school.add_person("Maria", "guardian"), school.add_person("Ida", "office")
    by = {"by": school.owner.actor, "at": NOON}
    with school.inside(school.owner):
        family = make_family(school)
        make_student(school, family, "Luz")
        make_guardian(school, family, "Maria", maria)
        guardian, (asked,) = ask_for_guardian(family=family, first_name="Viktor", **by)
        deactivate_guardian(guardian_id=guardian.pk, **by)
    with school.inside(ida), pytest.raises(Refused, match="no longer belongs"):
        confirm_widening(widening_id=asked.pk, by=ida.actor, at=NOON)
    with school.inside(school.owner):
        waits = Widening.objects.get().state
        refused = refuse_widening(widening_id=asked.pk, **by)

    assert (waits, refused.state, refused.decided_by_account_id) == (
        "waiting",
        "refused",
        by["by"].account_id,
    )
