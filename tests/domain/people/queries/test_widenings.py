"""Whose child is guarded, and who hears of it."""

from museminder.domain.people.actions.custody_denials import record_custody_denial
from museminder.domain.people.models import Widening
from museminder.domain.people.queries.widenings import guardians_told, is_guarded, waiting_widenings
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, School


def test_guardians_who_sign_in_guard_and_are_told_but_nobody_whom_an_order_names(school: School) -> None:
    people = [school.add_person(name, "guardian") for name in ("Maria", "Dov", "Viktor")]
    with school.inside(school.owner):
        family = make_family(school)
        student, alone = make_student(school, family, "Luz"), make_student(school, make_family(school), "Ana")
        maria, dov, viktor = (
            make_guardian(school, family, each.name, each, email=f"{each.name}@example.com")
            for each in people
        )
        make_guardian(school, family, "Nobody", email="never@example.com")
        by = {"by": school.owner.actor, "at": NOON}
        record_custody_denial(student=student, guardian=dov, evidence="Court", **by)
        asked = Widening(student=student, guardian=viktor, sees=True, asked_by_name="Honora")
        asked.save(force_insert=True)

        assert list(guardians_told(asked)) == [maria]
        assert [is_guarded(student, besides=maria), is_guarded(alone)] == [True, False]
        assert is_guarded(student, besides_all=[maria.pk, dov.pk, viktor.pk]) is False
        assert list(waiting_widenings()) == [asked]
