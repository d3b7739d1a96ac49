"""The office writes down who agreed and how it is known; only then a letter goes to the student."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from museminder.domain.consents.models import StudentLoginConsent
from museminder.domain.people.models import Guardianship
from tests.browsing import client_of
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import School
from tests.sites.member.billing.paying import work


def test_no_letter_before_a_consent_that_says_how_it_is_known(
    live_school: School, mailoutbox: list[Any]
) -> None:
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        student = make_student(live_school, family, "Luz")
        make_guardian(live_school, family, "Maria")
        right = Guardianship.objects.get()
    client, here = client_of(live_school.owner), f"/{live_school.slug}/people/students/{student.pk}/sign-in/"
    agreed = {
        "guardianship": str(right.pk),
        "method": "paper_form",
        "evidence": "Signed before Ida, folder 3",
    }

    def sent(page: str, typed: dict[str, str]) -> tuple[int, str]:
        answer = client.post(here + page, typed | {"idempotency_key": str(uuid4())}, secure=True)
        return answer.status_code, answer.headers.get("Location", "")

    too_early = sent("invite/", {"email": "luz@example.com"})
    ticked = sent("consent/", agreed | {"method": "tick_box"})
    unproved = sent("consent/", agreed | {"evidence": ""})
    written = sent("consent/", agreed)
    invited = sent("invite/", {"email": "luz@example.com"})
    work()
    with live_school.inside(live_school.owner):
        kept = list(StudentLoginConsent.objects.values_list("method", "evidence"))

    assert (too_early, ticked[0], unproved[0]) == ((302, f"{here}consent/"), 422, 422)
    assert (written, invited[0]) == ((302, f"{here}invite/"), 302)
    assert [letter.to for letter in mailoutbox] == [["luz@example.com"]]
    assert kept == [("paper_form", "Signed before Ida, folder 3")]
