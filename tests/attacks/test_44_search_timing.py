"""Spare attack 4: how long a search takes tells nothing of what another studio has."""

from __future__ import annotations

import statistics
import time

from tests.browsing import client_of
from tests.factories.people import make_family, make_student
from tests.schools import School, open_school

ROUNDS = 15


def test_a_name_of_another_studio_takes_as_long_as_one_of_nobody(live_school: School) -> None:
    theirs = open_school("theirs", "Theirs")
    with theirs.inside(theirs.owner):
        for number in range(30):
            family = make_family(theirs, f"Vandersteen {number}")
            make_student(theirs, family, "Wilhelmina")
    client = client_of(live_school.owner)

    def search(word: str) -> tuple[float, bytes]:
        began = time.process_time()
        answer = client.get(
            f"/{live_school.slug}/search/?q={word}", secure=True, headers={"HX-Request": "true"}
        )
        return time.process_time() - began, answer.content.replace(word.encode(), b"")

    search("warming up")
    times: dict[str, list[float]] = {"vandersteen": [], "qqqqxqqqqqq": []}
    pages = set()
    for _ in range(ROUNDS):
        for word, taken in times.items():
            seconds, page = search(word)
            taken.append(seconds)
            pages.add(page)

    known, unknown = (statistics.median(each) for each in times.values())
    assert len(pages) == 1
    assert abs(known - unknown) < 0.020
