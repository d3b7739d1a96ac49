"""A guardian asks for the own record to be erased: said twice, then seen among what was asked for."""

from __future__ import annotations

from uuid import uuid4

from tests.browsing import client_of, get, post
from tests.sites.member.privacy.conftest import Home

WHERE = "privacy/own-record/erasures/create/"


def test_said_twice_and_then_a_request_with_its_day(home: Home) -> None:
    center = get(home.maria, home.school, "privacy/").content.decode()
    before = get(home.maria, home.school, WHERE).content.decode()
    unsaid = post(home.maria, home.school, WHERE, {"idempotency_key": str(uuid4())})
    asked = post(home.maria, home.school, WHERE, {"understood": "on", "idempotency_key": str(uuid4())})
    again = post(home.maria, home.school, WHERE, {"understood": "on", "idempotency_key": str(uuid4())})
    shown = client_of(home.maria).get(asked.url, secure=True)

    assert WHERE in center
    assert "The children stay with the other guardian." in before
    assert [answer.status_code for answer in (unsaid, asked, again, shown)] == [422, 302, 422, 200]
    assert "This was asked for already." in again.content.decode()


def test_a_student_s_own_sign_in_has_no_such_record(home: Home) -> None:
    student = home.school.add_person("Theodore", "student")

    assert WHERE not in get(student, home.school, "privacy/").content.decode()
