"""A denial recorded after a copy was asked for still leaves the child out of it."""

from __future__ import annotations

from museminder.domain.people.models import CustodyDenial, Guardian
from museminder.domain.privacy.actions.family_exports import ask_for_family_export
from museminder.domain.privacy.models import FamilyExport
from museminder.primitives.clock import now
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, School
from tests.sites.member.billing.paying import work


def test_whom_a_denial_names_meanwhile_gets_nothing_of_that_child(live_school: School) -> None:
    dov = live_school.add_person("Dov", "guardian")
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        make_guardian(live_school, family, "Dov", dov)
        ada, bo = (make_student(live_school, family, name) for name in ("Ada", "Bo"))
    with live_school.inside(dov):
        asked = ask_for_family_export(by=dov.actor, at=now())
    with live_school.inside(live_school.owner):
        facts = {"person_name": "Dov", "evidence": "Order 7", "recorded_by_name": "Honora", "starts_at": NOON}
        CustodyDenial.objects.create(student=ada, guardian=Guardian.objects.get(), **facts)
    work()
    with live_school.inside(dov):
        made = FamilyExport.objects.get(pk=asked.pk)

    assert set(asked.student_ids) == {ada.pk, bo.pk}
    assert (made.state, made.student_ids) == ("ready", [bo.pk])
