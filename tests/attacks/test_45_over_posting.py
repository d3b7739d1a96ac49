"""Spare attack 5: a form is sent with more fields than it has, each named like a column that is nobody's to set."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from museminder.domain.people.models import Family, Guardian, Student
from tests.browsing import post
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import School, open_school


def more_fields(school: School, other: School) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "pk": str(uuid4()),
        "studio": str(other.studio_id),
        "studio_id": str(other.studio_id),
        "is_active": "",
        "merged_into": str(uuid4()),
        "account": str(other.owner.account_id),
        "account_id": str(other.owner.account_id),
        "membership_id": str(other.owner.membership_id),
        "roles": "owner",
        "is_staff": "on",
        "is_operator": "on",
        "by": str(other.owner.account_id),
        "created_at": "1999-01-01",
        "expand": "guardians,invoices",
        "idempotency_key": str(uuid4()),
    }


def test_nothing_but_the_fields_of_the_form_is_taken(live_school: School) -> None:
    other = open_school("theirs", "Theirs")
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
    where = f"people/families/{family.pk}"
    student = {"first_name": "Luz", "last_name": "Vega"} | more_fields(live_school, other)
    guardian = {"first_name": "Ana", "share_percent": "0"} | more_fields(live_school, other)

    for kind, typed in (("students", student), ("guardians", guardian)):
        answer = post(live_school.owner, live_school, f"{where}/{kind}/create/", typed)
        assert answer.status_code == 302

    with live_school.inside(live_school.owner):
        for made in (Student.objects.get(), Guardian.objects.get()):
            assert (made.studio_id, made.account_id, made.membership_id) == (
                live_school.studio_id,
                None,
                None,
            )
            assert (made.is_active, made.merged_into_id) == (True, None)
            assert str(made.pk) not in {student["id"], student["pk"], guardian["id"], guardian["pk"]}
    with other.inside(other.owner):
        assert (Family.objects.count(), Student.objects.count(), Guardian.objects.count()) == (0, 0, 0)


def test_a_guardian_gives_themselves_no_more_rights(live_school: School) -> None:
    dov = live_school.add_person("Dov", "guardian")
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        student = make_student(live_school, family, "Luz")
        guardian = make_guardian(live_school, family, "Dov", dov)
    other = open_school("theirs", "Theirs")
    typed = {"first_name": "Dov", "last_name": "Vega", "share_percent": "0", "is_account_principal": "on"}
    rights = {"sees": "on", "pays": "", "may_consent": "on", "may_pick_up": "on", "care_notes": "none"}

    post(
        dov, live_school, f"people/guardians/{guardian.pk}/", typed | rights | more_fields(live_school, other)
    )
    post(dov, live_school, f"people/students/{student.pk}/", {"first_name": "Eve"} | rights)

    with live_school.inside(live_school.owner):
        after = Guardian.objects.get()
        child = Student.objects.get()
    assert (after.account_id, after.is_account_principal, after.studio_id) == (
        dov.account_id,
        guardian.is_account_principal,
        live_school.studio_id,
    )
    assert (child.first_name, child.care_notes) == ("Luz", None)
