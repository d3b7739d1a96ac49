"""Who is trained, and whom an owner is offered."""

from __future__ import annotations

import pytest

from museminder.domain.oversight.queries.people_with_access import (
    current_staff,
    staff_without_training,
    support_to_choose,
)
from museminder.primitives.clock import now
from tests.counting import statements
from tests.factories.operators import make_operator, operating
from tests.schools import School


@pytest.mark.parametrize("more", [0, 2])
def test_staff_is_read_in_two_statements(school: School, more: int) -> None:
    operator = make_operator("Ada Trained")
    for number in range(more):
        make_operator(f"Zoe{number} Late", trained_days=0)
    with operating(operator), statements("operator") as asked:
        people = current_staff(on=now().date())
    with operating(operator):
        late = [staff.name for staff in staff_without_training(now().date())]

    assert [each.is_trained for each in people] == [True] + [False] * more
    assert late == [f"Zoe{number} Late" for number in range(more)]
    assert len(asked) == 2


def test_an_owner_is_offered_the_trained_and_the_office_nobody(school: School) -> None:
    trained, office = make_operator("Ada Trained"), school.add_person("Odo Office", "office")
    make_operator("Una Never", trained_days=None)
    with school.inside(school.owner):
        offered = support_to_choose()
    with school.inside(office):
        refused = support_to_choose()

    assert (offered, refused) == ([(trained.account_id, "Ada Trained")], [])
