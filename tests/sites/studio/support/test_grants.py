"""A studio lets support in, sees what was looked at, and ends it with one click."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from museminder.domain.oversight.models import SupportGrant
from museminder.foundation.identity.models import Account
from tests.browsing import client_of
from tests.factories.operators import client_with, make_operator
from tests.factories.people import make_family, make_guardian
from tests.schools import School
from tests.vaults import Vault


@pytest.fixture
def school(live_school: School) -> School:
    """A school whose owner has no password to show again."""
    account = Account.objects.using("owner").get(pk=live_school.owner.account_id)
    account.set_unusable_password()
    account.save(using="owner")
    return live_school


def test_let_in_looked_at_opened_and_ended(school: School, vault: Vault) -> None:
    operator, owner = make_operator(), client_of(school.owner)
    with school.inside(school.owner):
        family = make_family(school, "Vandermeer")
        guardian = make_guardian(school, family, "Marmaduke")
    base = f"/{school.slug}/support/"
    said = {"account": operator.account_id, "reason": "A bill is wrong", "hours": 4, "may_reveal": "on"}
    made = post(owner, f"{base}create/", said)
    support = client_with(operator.secret("studio"), "studio")
    page = f"/{school.slug}/people/families/{family.pk}/"
    looked = support.get(page, secure=True).status_code
    opened = post(
        support,
        f"/{school.slug}/people/guardians/{guardian.pk}/address/",
        {f"address-{guardian.pk}-purpose": "contacting_the_family"},
    )
    seen = owner.get(made.url, secure=True).content.decode()
    ended = post(owner, f"{made.url}end/", {})
    after = support.get(page, secure=True).status_code

    assert (made.status_code, looked, opened.status_code, ended.status_code, after) == (
        302,
        200,
        200,
        302,
        404,
    )
    assert "A bill is wrong" in seen
    assert f"studio:people:families:show {family.pk}" in seen
    assert "people.guardian.address" in seen
    assert [entry.account_id for entry in vault.new_entries()] == [operator.account_id]
    assert "Let somebody in" in owner.get(base, secure=True).content.decode()


def test_only_an_owner_lets_anybody_in(school: School) -> None:
    make_operator()
    manager = client_of(school.add_person("Mona Manager", "manager"))
    answers = [
        manager.get(f"/{school.slug}/support/{page}", secure=True).status_code for page in ("", "create/")
    ]

    assert answers == [404, 404]


def test_an_untrained_person_is_not_offered_and_not_taken(school: School) -> None:
    operator, owner = make_operator(trained_days=0), client_of(school.owner)
    address = f"/{school.slug}/support/create/"
    sent = post(owner, address, {"account": operator.account_id, "reason": "Please", "hours": 4})

    assert sent.status_code == 422
    assert "Nobody can be let in now" in owner.get(address, secure=True).content.decode()
    assert SupportGrant.objects.using("owner").count() == 0


def post(client: Client, path: str, data: dict) -> object:
    return client.post(path, data | {"idempotency_key": str(uuid4())}, secure=True)
