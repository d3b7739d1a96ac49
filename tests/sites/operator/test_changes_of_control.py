"""A sale is announced by an operator, 30 days before at least, and every site says so from then on."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from museminder.foundation.published.publishing import publish
from museminder.primitives.clock import now
from tests.browsing import get
from tests.factories.operators import make_operator
from tests.publics import Public
from tests.schools import School

HERE = "/changes-of-control/"


def test_a_sale_is_announced_on_all_four_sites(live_school: School, public: Public, settings) -> None:
    guardian = live_school.add_person("Gwen", "guardian")
    operator, today = make_operator().client(), now().date()
    said = {"taken_over_by": "Harbor Holdings", "what_changes": "Letters come\nfrom Harbor."}
    in_time = said | {"effective_on": f"{today + timedelta(days=40)}"}
    wrong = [in_time | {"effective_on": f"{today + timedelta(days=29)}"}, in_time | {"taken_over_by": " "}]
    refused = [operator.post(f"{HERE}create/", each, secure=True).status_code for each in wrong]
    done = operator.post(f"{HERE}create/", in_time, secure=True)
    publish(at=now())
    settings.ANNOUNCEMENTS_READ_EVERY = 0
    answers = [
        operator.get(HERE, secure=True),
        Client(headers={"host": "localhost"}).get("/", secure=True),
        get(live_school.owner, live_school, "privacy/transfers/"),
        get(guardian, live_school, "privacy/"),
    ]
    pages = [each.content.decode() for each in answers]

    assert (refused, done.status_code) == ([422, 422], 302)
    assert ["taken over by Harbor Holdings on" in page for page in pages] == [True] * 4
    assert ['href="https://localhost/change-of-control/"' in page for page in pages] == [True] * 4
