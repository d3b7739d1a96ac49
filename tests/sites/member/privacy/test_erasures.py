"""Erasing on a page: said twice, and the other guardian answers on theirs."""

from __future__ import annotations

from uuid import uuid4

from museminder.domain.people.models import Family
from museminder.domain.privacy.models import Erasure
from museminder.foundation.identity.models import Account
from tests.browsing import get, post
from tests.factories.people import make_guardian
from tests.sites.member.billing.paying import work
from tests.sites.member.privacy.conftest import Home


def test_the_other_guardian_is_asked_and_agrees(home: Home) -> None:
    dov = home.school.add_person("Dov", "guardian")
    account = Account.objects.using("owner").get(pk=dov.account_id)
    account.set_unusable_password()
    account.save(using="owner")
    with home.school.inside(home.school.owner):
        make_guardian(home.school, Family.objects.get(), "Dov", dov)
    where = f"privacy/students/{home.theodore.pk}/erasures/create/"
    unsaid = post(home.maria, home.school, where, {"idempotency_key": str(uuid4())})
    said = {"understood": "on", "idempotency_key": str(uuid4())}
    asked = post(home.maria, home.school, where, said)
    work()
    path = asked.url.removeprefix(f"/{home.school.slug}/")
    pages = [get(person, home.school, path).content.decode() for person in (home.maria, dov)]
    post(dov, home.school, f"{path}agreements/create/", {})
    work()
    after = get(home.maria, home.school, path).content.decode()

    assert (unsaid.status_code, asked.status_code) == (422, 302)
    assert [("Another guardian has to agree" in page, "You are asked" in page) for page in pages] == [
        (True, False),
        (True, True),
    ]
    assert ("It is done" in after, "Theodore" in after) == (True, False)
    with home.school.inside(home.school.owner):
        assert Erasure.objects.get().state == "done"
