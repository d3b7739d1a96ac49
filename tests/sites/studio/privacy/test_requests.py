"""The privacy desk: what is due first, what a letter asked, and who may answer."""

from __future__ import annotations

from uuid import uuid4

from museminder.domain.privacy.actions.privacy_requests import open_request
from museminder.primitives.clock import now
from tests.browsing import client_of, get, post
from tests.counting import statements
from tests.schools import School

STATEMENTS = 6


def test_the_desk_lists_what_came_and_costs_the_same_for_more(live_school: School) -> None:
    owner = live_school.owner
    said = {
        "came_by": "letter",
        "by_name": "Dov Aranda",
        "by_email": "",
        "kind": "access",
        "words": "Everything, please",
        "idempotency_key": str(uuid4()),
    }
    noted = post(owner, live_school, "privacy/requests/create/", said)
    client = client_of(owner)
    client.get(f"/{live_school.slug}/privacy/requests/", secure=True)
    counts = []
    for _round in range(2):
        with statements("studio") as asked:
            page = client.get(f"/{live_school.slug}/privacy/requests/", secure=True).content.decode()
        counts.append(len(asked))
        with live_school.inside(owner):
            open_request(kind="access", student_id=None, words="", by=owner.actor, at=now())

    assert (noted.status_code, page.count("Dov Aranda"), page.count("Due by")) == (302, 1, 2)
    assert counts == [STATEMENTS, STATEMENTS]


def test_the_front_desk_does_not_answer(live_school: School) -> None:
    marisol = live_school.add_person("Marisol Vega", "office")
    assert get(marisol, live_school, "privacy/requests/").status_code == 404
