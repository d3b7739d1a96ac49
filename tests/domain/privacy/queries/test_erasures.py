"""Whom an older copy brought back, found from ids alone."""

from __future__ import annotations

from uuid import uuid4

from museminder.domain.people.models import Student
from museminder.domain.privacy.queries.erasures import people_back_again, students_here
from museminder.domain.privacy.rules.erasing import NAMELESS
from tests.factories.people import make_family, make_student
from tests.schools import School


def test_a_name_or_a_birth_date_is_enough_to_be_back(school: School) -> None:
    with school.inside(school.owner):
        family = make_family(school)
        ada, bo, cy = (make_student(school, family, name) for name in ("Ada", "Bo", "Cy"))
        cy.care_notes = "Bees"
        cy.save()
        Student.objects.filter(pk__in=[bo.pk, cy.pk]).update(first_name=NAMELESS, last_name="", name_key="")
        here = students_here([ada.pk, bo.pk, cy.pk, uuid4()])
    back = people_back_again([(school.studio_id, each.pk) for each in (ada, bo, cy)])
    elsewhere = people_back_again([(school.studio_id + 1, ada.pk)])

    assert here == sorted([ada.pk, cy.pk])
    assert back == [(school.studio_id, each) for each in sorted([ada.pk, cy.pk])]
    assert elsewhere == []
