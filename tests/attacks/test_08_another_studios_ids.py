"""Attack 8: every address with another studio's ids, as owner, instructor, guardian and student.

Owner and guardian are whom `museminder isolation probe` sends (``tests/cli/test_isolation.py``); here are the others,
with records of their own, so that a page they may not open is not the only reason why nothing crosses.
"""

from __future__ import annotations

from typing import Any

import pytest

from museminder.domain.people.models import StaffMember, Student
from museminder.promise.probe.filling import Filled, Person, add_person
from museminder.promise.probe.pages import Address, addresses, client_of, crossing

SITES = {"instructor": "studio", "student": "member"}
# Addresses whose own ids each of them can open: the twins of the attempts.
OPEN: dict[str, tuple[str, ...]] = {
    "instructor": (
        "calendar/meetings/<uuid:meeting_id>/",
        "enrollment/rosters/meetings/<uuid:meeting_id>/",
        "people/students/<uuid:student_id>/care-notes/",
    ),
    "student": ("", "schedule/"),
}


def add_somebody(studio: Filled, role: str) -> Person:
    """Somebody with this one role, and the studio's one record of such a person."""
    person = add_person(studio.studio_id, f"{role}.of.ours", SITES[role], role)
    record: Any = StaffMember if role == "instructor" else Student
    rows = record.objects.using("owner").filter(studio_id=studio.studio_id)
    rows.update(account_id=person.account_id, membership_id=person.membership_id)
    return person


def own_path(address: Address, studio: Filled) -> str:
    return address.path(studio.slug, {name: studio.rows[label].pk for name, label in address.ids.items()})


@pytest.mark.slow
@pytest.mark.parametrize("role", SITES)
def test_it_answers_as_for_a_random_id(ours: Filled, theirs: Filled, role: str) -> None:
    client = client_of(add_somebody(ours, role))
    every = [address for address in addresses() if address.site == SITES[role]]

    crossed = [
        (address.pattern, method, case, said)
        for address in every
        for method, case, said, reached in crossing(client, address, ours, theirs)
        if reached
    ]
    opened = {
        address.pattern.partition("/")[2]: client.get(own_path(address, ours), secure=True).status_code
        for address in every
        if address.pattern.partition("/")[2] in OPEN[role]
    }

    assert crossed == []
    assert opened == dict.fromkeys(OPEN[role], 200)


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
