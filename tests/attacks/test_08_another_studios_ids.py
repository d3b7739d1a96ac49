"""Attack 8: every address with another studio's ids, as owner, instructor, guardian and student."""

from __future__ import annotations

import pytest

from museminder.promise.probe.filling import Filled, add_person
from museminder.promise.probe.pages import addresses, client_of, crossing

PEOPLE = {"owner": "studio", "instructor": "studio", "guardian": "member", "student": "member"}


@pytest.mark.slow
@pytest.mark.parametrize("role", PEOPLE)
def test_it_answers_as_for_a_random_id(ours: Filled, theirs: Filled, role: str) -> None:
    site = PEOPLE[role]
    client = client_of(add_person(ours.studio_id, f"{role}.of.ours", site, role))
    crossed = [
        (address.pattern, method, case, said)
        for address in addresses()
        if address.site == site
        for method, case, said, reached in crossing(client, address, ours, theirs)
        if reached
    ]

    assert crossed == []


def test_ones_own_ids_open_the_page(ours: Filled) -> None:
    owner, guardian = client_of(ours.owner), client_of(ours.guardian)
    family, student = (ours.rows[f"people.{kind}"].pk for kind in ("Family", "Student"))

    assert owner.get(f"/ours/people/families/{family}/", secure=True).status_code == 200
    assert guardian.get(f"/ours/people/students/{student}/", secure=True).status_code == 200


def test_another_studios_name_opens_nothing(ours: Filled, theirs: Filled) -> None:
    client = client_of(ours.owner)

    there, nowhere = (client.get(f"/{slug}/", secure=True) for slug in ("theirs", "nowhere"))

    assert client.get("/ours/", secure=True).status_code == 200
    assert (there.status_code, there.content) == (404, nowhere.content)
