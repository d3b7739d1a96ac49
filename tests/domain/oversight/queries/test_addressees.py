"""Who is written to: not whom a court keeps away, not who has no address."""

from __future__ import annotations

from museminder.domain.oversight.queries.addressees import guardians_of, owners
from museminder.domain.people.models import CustodyDenial
from tests.factories.people import make_family, make_guardian, make_staff_member, make_student
from tests.schools import NOON, School


def test_guardians_and_owners_with_an_address(school: School) -> None:
    with school.inside(school.owner):
        family = make_family(school)
        student = make_student(school, family, "Theo")
        maria = make_guardian(school, family, "Maria", email="maria@example.com")
        barred = make_guardian(school, family, "Bart", email="bart@example.com")
        make_guardian(school, family, "Nora")
        CustodyDenial.objects.create(
            student=student,
            guardian=barred,
            person_name="Bart",
            evidence="Order",
            recorded_by_name="Test",
            starts_at=NOON,
        )
        without_owner = owners()
        honora = make_staff_member(school, "Honora", school.owner, email="honora@example.com")

        assert guardians_of(family.pk, apart_from=[student.pk]) == {"maria@example.com": maria.pk}
        assert len(guardians_of(family.pk, apart_from=[])) == 2
        assert (without_owner, owners()) == ({}, {"honora@example.com": honora.pk})
