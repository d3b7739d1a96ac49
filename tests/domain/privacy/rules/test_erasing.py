"""No table that speaks of a student is forgotten when a student is erased, and no field of theirs."""

from __future__ import annotations

from museminder.domain.people.models import Student
from museminder.domain.privacy.rules.erasing import PLANS, is_erased
from museminder.domain.privacy.rules.held import tables_about_students
from museminder.primitives.holdings import DataClass, holdings


def test_every_table_about_students_has_its_plan() -> None:
    assert set(PLANS) == {table.label for table in tables_about_students()}


def test_every_plan_says_one_thing() -> None:
    said = [sum(map(bool, (plan.goes, plan.empties, plan.because))) for plan in PLANS.values()]
    assert said == [1] * len(PLANS)


def test_every_field_about_the_child_is_emptied_in_its_own_row() -> None:
    declared = holdings()["people.Student"].fields
    about = {name for name, kind in declared.items() if kind in (DataClass.CHILD, DataClass.CHILD_HIGH)}
    assert about - set(PLANS["people.Student"].empties) == set()


def test_a_row_with_a_name_is_not_erased() -> None:
    empties = PLANS["people.Student"].empties
    assert set(empties) <= {field.name for field in Student._meta.local_fields} | {"account_id"}
    assert is_erased(empties)
    assert not is_erased(empties | {"first_name": "Theodore"})
