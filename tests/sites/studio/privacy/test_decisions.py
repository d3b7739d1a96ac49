"""What a court decided is written down at the desk, and the student is erased."""

from __future__ import annotations

from uuid import uuid4

from museminder.domain.people.models import Guardian, Student
from museminder.domain.privacy.actions.erasures import ask_for_erasure
from museminder.domain.privacy.models import Erasure
from museminder.primitives.clock import now
from tests.browsing import get, post
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import School
from tests.sites.member.billing.paying import work


def test_a_decision_erases(live_school: School) -> None:
    owner, maria = live_school.owner, live_school.add_person("Maria", "guardian")
    with live_school.inside(owner):
        family = make_family(live_school)
        for name, person in (("Maria", maria), ("Dov", None)):
            make_guardian(live_school, family, name, person)
        theodore = make_student(live_school, family, "Theodore")
    with live_school.inside(maria):
        asked = ask_for_erasure(student_id=theodore.pk, by=maria.actor, at=now())
    work()
    where = f"privacy/requests/{asked.request_id}/"
    page = get(owner, live_school, where).content.decode()
    said = {"evidence": "Signed by Dov on 4 May", "idempotency_key": str(uuid4())}
    noted = post(owner, live_school, f"{where}decisions/create/", said)
    work()

    assert ("Guardians without a sign-in" in page, noted.status_code) == (True, 302)
    with live_school.inside(owner):
        assert (Erasure.objects.get().state, Guardian.objects.count()) == ("done", 2)
        assert Student.objects.get().first_name == "\u2014"
