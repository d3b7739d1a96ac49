"""The page with the schedule: what the last night did, and holding something back."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from museminder.domain.privacy.models import LegalHold
from museminder.foundation.tenancy.jobs import fan_out
from museminder.primitives.clock import now
from tests.browsing import get, post
from tests.counting import statements
from tests.factories.people import make_family, make_student
from tests.schools import School
from tests.sites.studio.switching.test_imports import work


def test_a_manager_holds_a_student_back_and_lets_go_again(live_school: School) -> None:
    manager = live_school.add_person("Marisol", "manager")
    with live_school.inside(live_school.owner):
        student = make_student(live_school, make_family(live_school), "Ada")
    where = "privacy/retention/"
    fan_out("privacy.retention")
    work()
    empty = get(manager, live_school, where).content.decode()
    said = {"student": student.pk, "reason": "Claim at court", "idempotency_key": str(uuid4())}
    far = said | {"review_on": now().date() + timedelta(days=400)}
    refused = post(manager, live_school, f"{where}holds/create/", far)
    near = {"review_on": now().date() + timedelta(days=90), "idempotency_key": str(uuid4())}
    done = post(manager, live_school, f"{where}holds/create/", said | near)
    again = post(
        manager, live_school, f"{where}holds/create/", said | near | {"idempotency_key": str(uuid4())}
    )
    with statements("studio") as asked:
        held = get(manager, live_school, where).content.decode()
    with live_school.inside(live_school.owner):
        hold = LegalHold.objects.get()
    ended = [post(manager, live_school, f"{where}holds/{hold.pk}/endings/", {}).status_code for _ in "12"]
    with live_school.inside(live_school.owner):
        hold.refresh_from_db()
    office = live_school.add_person("Olive", "office")

    assert "24 months after the student has left" in empty
    assert empty.count(">Lessons owed<") == 1  # kept for two reasons in one table: one line, an end for each
    assert ("Nothing is held back" in empty, "Claim at court" in held) == (True, True)
    assert (refused.status_code, done.status_code, again.status_code, ended) == (422, 302, 422, [302, 302])
    # the context, the last night, the holds with their students, who has no last day
    assert len([one for one in asked if one.startswith(("SELECT", "select"))]) == 4
    assert hold.ended_by_name == "Marisol"
    assert get(office, live_school, where).status_code == 404
