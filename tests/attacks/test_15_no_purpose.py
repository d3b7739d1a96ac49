"""15. An instructor reads the care notes without saying what for: 422. With a purpose it opens, and is seen."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.foundation.vault.access_log.entries import entries_about
from tests.browsing import post
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_staff_member, make_student
from tests.schools import NOON, School
from tests.vaults import Vault


def test_without_a_purpose_nothing_opens_and_with_one_the_family_sees_it(
    live_school: School, vault: Vault
) -> None:
    person = live_school.add_person("Marisol", "instructor")
    with live_school.inside(live_school.owner):
        child = make_student(live_school, make_family(live_school), "Luz", care_notes="Carries an inhaler")
        marisol = make_staff_member(live_school, "Marisol", person)
        today = datetime.now(UTC).replace(hour=16)
        offering = make_offering(instructor=marisol, first=today)
        enroll_student(
            student=child, offering=offering, starts_on=today.date(), by=live_school.owner.actor, at=NOON
        )
    vault.new_entries()
    where, field = f"people/students/{child.pk}/care-notes/", f"care_notes-{child.pk}-purpose"
    refused = [post(person, live_school, where, said) for said in ({}, {field: ""}, {field: "curiosity"})]
    nothing = entries_about([child.pk], studio_id=live_school.studio_id)
    began = time.monotonic()
    opened = post(person, live_school, where, {field: "lesson"})
    seen = entries_about([child.pk], studio_id=live_school.studio_id)
    took = time.monotonic() - began

    assert [(each.status_code, b"inhaler" in each.content) for each in refused] == [(422, False)] * 3
    assert [each for each in nothing if each.action == "revealed"] == []
    assert (opened.status_code, b"Carries an inhaler" in opened.content) == (200, True)
    assert [(each.account_id, each.action, each.purpose) for each in seen] == [
        (person.account_id, "revealed", "lesson"),
        *[(each.account_id, each.action, each.purpose) for each in nothing],
    ]
    assert took < 5
