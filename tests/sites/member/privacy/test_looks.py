"""A family reads who looked, in words."""

from __future__ import annotations

from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.clock import now
from tests.browsing import client_of
from tests.counting import statements
from tests.sites.member.privacy.conftest import Home

STATEMENTS = 5


def test_the_office_is_named_with_what_for(home: Home) -> None:
    owner = home.school.owner
    with home.school.inside(owner):
        for person in (owner, home.maria):
            reveal([home.theodore], ["care_notes"], purpose=Purpose.EMERGENCY, by=person.actor, at=now())
    client, path = client_of(home.maria), f"/{home.school.slug}/privacy/students/{home.theodore.pk}/looks/"
    client.get(path, secure=True)
    with statements("member") as asked:
        page = client.get(path, secure=True).content.decode()

    assert f"<strong>{owner.name}</strong>" in page
    assert "<strong>You</strong>" in page
    assert page.count("An emergency: care notes") == 2
    assert len(asked) == STATEMENTS
