"""More rights are asked for; what one person alone may not do is in attack 21."""

import pytest

from museminder.domain.people.actions.widenings import ask_for_rights, ask_to_end_denial
from museminder.domain.people.models import Guardianship
from museminder.foundation.identity.rules import Refused
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, School


def test_the_only_guardian_who_signs_in_gets_more_at_once(school: School) -> None:
    maria = school.add_person("Maria", "guardian")
    with school.inside(school.owner):
        by = {"by": school.owner.actor, "at": NOON}
        family = make_family(school)
        student = make_student(school, family, "Luz")
        guardian = make_guardian(school, family, "Maria", maria)
        pair = {"guardian": guardian, "student": student}
        waits = [
            ask_for_rights(**pair, may_pick_up=wanted, relationship="Mother", **by)
            for wanted in (False, True)
        ]
        kept = Guardianship.objects.get()
        with pytest.raises(Refused, match="Say why"):
            ask_to_end_denial(denial_id=kept.pk, reason=" ", **by)

    assert (waits, kept.may_pick_up, kept.relationship) == ([None, None], True, "Mother")
