"""Asking on a page, and reading the answer there."""

from __future__ import annotations

from uuid import uuid4

from museminder.domain.privacy.models import PrivacyRequest
from tests.browsing import get, post
from tests.sites.member.privacy.conftest import Home


def test_what_is_asked_is_due_and_its_answer_is_read(home: Home) -> None:
    said = {
        "kind": "correct",
        "about": str(home.theodore.pk),
        "words": "Theodor, please",
        "idempotency_key": str(uuid4()),
    }
    answer = post(home.maria, home.school, "privacy/requests/create/", said)
    with home.school.inside(home.maria):
        asked = PrivacyRequest.objects.get()
    where = f"privacy/requests/{asked.pk}/"
    before = get(home.maria, home.school, where).content.decode()
    reply = {"answer": "Done, thank you", "idempotency_key": str(uuid4())}
    owner = home.school.owner
    done = post(owner, home.school, f"privacy/requests/{asked.pk}/answers/create/", reply)
    after = get(home.maria, home.school, where).content.decode()

    assert (answer.status_code, answer["location"]) == (302, f"/{home.school.slug}/{where}")
    assert (done.status_code, "The studio has it" in before) == (302, True)
    assert ("Done, thank you" in after, owner.name in after) == (True, True)


def test_a_stranger_asks_about_nobody_elses_child_and_reads_nobody_elses_request(home: Home) -> None:
    stranger = home.school.add_person("Joris", "guardian")
    said = {"kind": "access", "about": str(home.theodore.pk), "words": "All", "idempotency_key": str(uuid4())}
    refused = post(stranger, home.school, "privacy/requests/create/", said)
    post(home.maria, home.school, "privacy/requests/create/", said)
    with home.school.inside(home.school.owner):
        [asked] = PrivacyRequest.objects.all()

    assert (refused.status_code, asked.by_account_id) == (422, home.maria.account_id)
    assert get(stranger, home.school, f"privacy/requests/{asked.pk}/").status_code == 404
